/** The folders in the folder "Contract", in the order in which their requests are sent. */
export const SUBJECTS = {
  token: {
    name: 'Token',
    description: 'The token endpoint grants no token for wrong or incomplete requests (OAuth 2.0, RFC 6749).',
  },
  access: { name: 'Access', description: 'Requests without credentials, or with wrong ones, are refused.' },
  parameters: {
    name: 'Parameters',
    description: 'Parameters and request bodies that violate their description are refused.',
  },
  methods: { name: 'Methods', description: 'HTTP methods that are not documented for a path are refused.' },
  details: {
    name: 'Details',
    description:
      'Single items: the last item of a list, and an item that does not exist. One request reads the list twice.',
  },
  pages: {
    name: 'Pages',
    description: 'Pages: their size, their content, and that they join without gaps or repeated items.',
  },
  order: { name: 'Order', description: 'Lists sorted by each sort key, in both directions.' },
  filters: {
    name: 'Filters',
    description: 'Lists with each filter alone, with all filters together, and with a filter that matches nothing.',
  },
} as const;

export type Subject = keyof typeof SUBJECTS;
