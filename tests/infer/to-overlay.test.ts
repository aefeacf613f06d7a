/** The overlay of the proposals: what it means once it is accepted, whole, in part, or twice. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findList } from '../../src/infer/find-list.ts';
import { inferList } from '../../src/infer/infer-list.ts';
import { inferMeaning } from '../../src/infer/infer-meaning.ts';
import type { Inferred } from '../../src/infer/inference.ts';
import { toJsonPath, toOverlay } from '../../src/infer/to-overlay.ts';
import { applyOverlays } from '../../src/load/apply-overlays.ts';
import { loadDescription } from '../../src/load/load-description.ts';
import type { OverlayDocument } from '../../src/load/overlay-document.ts';
import type { Parsed } from '../../src/load/parse.ts';
import { readOverlay } from '../../src/load/read-overlay.ts';
import { toApiModel } from '../../src/model/read-model.ts';
import type { ApiModel } from '../../src/model/types.ts';

it.each([
  { pointer: '/paths/~1orders~1{id}/get', want: "$.paths['/orders/{id}'].get" },
  { pointer: '/paths/~1a/get/responses/401', want: "$.paths['/a'].get.responses['401']" },
  { pointer: '/components/responses/don\'t \\ "say"', want: String.raw`$.components.responses['don\'t \\ "say"']` },
  { pointer: '', want: '$' },
])('spells $pointer as $want', ({ pointer, want }) => {
  expect(toJsonPath(pointer)).toBe(want);
});

const FOLDER = 'tests/fixtures/descriptions';
const FILES = (await readdir(join(FOLDER, 'inferred'))).map((file) => `inferred/${file}`);

async function load(file: string) {
  const { openapi } = await loadDescription(join(FOLDER, file));
  return { openapi, declared: modelOf(openapi), inferred: inferMeaning(modelOf(openapi)) };
}

function modelOf({ value, locate }: Parsed): ApiModel {
  return toApiModel({ document: value, locate });
}

/** A description with an overlay applied, as often as it is given. */
async function accepted(openapi: Parsed, ...overlays: readonly (OverlayDocument | undefined)[]): Promise<Inferred> {
  const read = overlays
    .flatMap((value) => (value ? [value] : []))
    .map((value, index) => {
      const name = `${index}.overlay.yaml`;
      return readOverlay({ value, locate: (pointer) => ({ pointer }) }, { file: name, name });
    });
  const overlaid = applyOverlays(openapi, await Promise.all(read));
  expect(overlaid.notices).toEqual([]);
  return inferMeaning(modelOf(overlaid.openapi));
}

describe.each(FILES)('%s', async (file) => {
  const { openapi, declared, inferred } = await load(file);
  const overlay = toOverlay(inferred);

  it('means, once it is accepted, what was suggested', async () => {
    const { model, proposals } = await accepted(openapi, overlay);
    for (const operation of declared.operations) {
      const found = findList(declared, operation);
      const suggested = found && inferList(found).suggested;
      if (suggested) expect(model.operations.find(({ id }) => id === operation.id)?.list).toEqual(suggested);
    }
    expect(proposals, 'nothing is proposed again').toEqual([]);
  });

  it('means the same where it is accepted twice', async () => {
    expect((await accepted(openapi, overlay, overlay)).model).toEqual((await accepted(openapi, overlay)).model);
  });

  it('is valid without any one of its actions', async () => {
    for (const [index] of overlay?.actions.entries() ?? []) {
      const actions = overlay?.actions.filter((_, at) => at !== index) ?? [];
      if (overlay && actions.length > 0) await accepted(openapi, { ...overlay, actions });
    }
  });
});

it('has an action for each proposal, which quotes what it was read from', async () => {
  const { inferred } = await load('inferred/faults.openapi.yaml');
  const overlay = toOverlay(inferred);
  expect(overlay?.actions).toHaveLength(inferred.proposals.length);
  const [first] = overlay?.actions.filter(({ description }) => description?.includes('filters by "/status"')) ?? [];
  expect(first).toMatchObject({
    target: expect.stringMatching(/^\$\.paths\['\/[^']+'\]\.get$/),
    update: { 'x-list': { id: '/id', filters: ['status'] } },
  });
});

it('is none where there is nothing to propose', async () => {
  const model = modelOf({
    value: {
      openapi: '3.1.0',
      info: { title: 'A', version: '1' },
      paths: { '/a': { get: { responses: { 200: { description: '' } } } } },
    },
    locate: () => ({}),
  });
  expect(toOverlay(inferMeaning(model))).toBeUndefined();
});

it('tells two places of a total apart', async () => {
  const thing = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } };
  const headers = {
    'X-Total-Count': { schema: { type: 'integer' } },
    'Content-Range': { schema: { type: 'string' }, example: 'items 0-9/60' },
  };
  const content = { 'application/json': { schema: { type: 'array', items: thing } } };
  const responses = { 200: { description: '', headers, content } };
  const value = { openapi: '3.1.0', info: { title: 'A', version: '1' }, paths: { '/things': { get: { responses } } } };
  const openapi = { value, locate: (pointer: string) => ({ pointer }) };
  const { model } = await accepted(openapi, toOverlay(inferMeaning(modelOf(openapi))));
  expect(model.operations[0]?.list).toMatchObject({ total: { kind: 'header', name: 'X-Total-Count' }, ranged: true });
});
