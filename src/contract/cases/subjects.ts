/** What the requests of the folder "Contract" are about: each subject is a folder in it, in the order in which they are sent. */
export const SUBJECTS = {
  token: { name: 'Token', description: 'The token endpoint: what it grants, and what it refuses.' },
  access: { name: 'Access', description: 'Requests without credentials, and with wrong ones.' },
  parameters: { name: 'Parameters', description: 'Parameters and bodies that break what is described of them.' },
  methods: { name: 'Methods', description: 'Methods that are not described.' },
  details: {
    name: 'Details',
    description: 'Items: that a list shows the same ones twice, its last one, and one that is not there.',
  },
  pages: { name: 'Pages', description: 'Lists page by page.' },
  order: { name: 'Order', description: 'Lists in each order that they can be sorted by.' },
  filters: {
    name: 'Filters',
    description: 'Lists with each filter, with all of them, and with one that matches nothing.',
  },
} as const;

export type Subject = keyof typeof SUBJECTS;
