/** What is created below a listed item is used and deleted there, and what was below it before stays as it was. */
import { describe, expect, it } from 'vitest';
import { document, json, type Members, operation, toModel } from '../helpers/builders.ts';
import { sentBy } from './support/sent.ts';

const text = { type: 'string' };
const thing = (name: string) => ({ type: 'object', required: ['id', name], properties: { id: text, [name]: text } });
const inPath = (...names: readonly string[]) =>
  names.map((name) => ({ name, in: 'path', required: true, schema: text }));
const lists = (operationId: string, name: string) =>
  operation({ operationId, 'x-list': {}, responses: { 200: json({ type: 'array', items: thing(name) }) } });
const makes = (operationId: string, name: string) =>
  operation({ operationId, requestBody: json(thing(name)), responses: { 201: json(thing(name)) } });
const shows = (operationId: string, name: string) =>
  operation({ operationId, responses: { 200: json(thing(name)), 404: { description: '' } } });
const drops = (operationId: string) =>
  operation({
    operationId,
    responses: { 204: { description: '' }, 404: { description: '' }, 401: { description: '' } },
  });

const TASKS = '/projects/{projectId}/tasks';
const NOTES = `${TASKS}/{taskId}/notes`;
const projects = { '/projects': { get: lists('projects', 'name') } };
const tasks = {
  [TASKS]: { parameters: inPath('projectId'), get: lists('tasks', 'title'), post: makes('addTask', 'title') },
  [`${TASKS}/{taskId}`]: {
    parameters: inPath('projectId', 'taskId'),
    get: shows('task', 'title'),
    put: { ...makes('changeTask', 'title'), responses: { 200: json(thing('title')), 400: { description: '' } } },
    delete: drops('dropTask'),
  },
};

const sent = (paths: Members, more: Members = {}) => sentBy(toModel(document({ paths, ...more })));

const usual = async (paths: Members) =>
  (await sent(paths)).flatMap(({ isOfContract, text }) => (isOfContract ? [] : [text]));

describe('what is created below a listed item', () => {
  it('is changed and deleted there; what a list shows is read', async () => {
    expect(await usual({ ...projects, ...tasks })).toEqual([
      'projects',
      'addTask {projectId}',
      'tasks {projectId}',
      'task {projectId} {taskId}',
      'changeTask {projectId} {created_taskId}',
      'dropTask {projectId} {created_taskId}',
    ]);
  });

  it('takes what is created in it', async () => {
    const notes = {
      [NOTES]: { parameters: inPath('projectId', 'taskId'), post: makes('addNote', 'text') },
      [`${NOTES}/{noteId}`]: {
        parameters: inPath('projectId', 'taskId', 'noteId'),
        get: shows('note', 'text'),
        delete: drops('dropNote'),
      },
    };
    expect(await usual({ ...projects, ...tasks, ...notes })).toEqual([
      'projects',
      'addTask {projectId}',
      'addNote {projectId} {created_taskId}',
      'tasks {projectId}',
      'task {projectId} {taskId}',
      'note {projectId} {created_taskId} {created_noteId}',
      'changeTask {projectId} {created_taskId}',
      'dropNote {projectId} {created_taskId} {created_noteId}',
      'dropTask {projectId} {created_taskId}',
    ]);
  });

  it('is in a created one, if there is one', async () => {
    const made = {
      '/projects': { ...projects['/projects'], post: makes('addProject', 'name') },
      '/projects/{projectId}': { parameters: inPath('projectId'), get: shows('project', 'name') },
    };
    const found = await usual({ ...made, ...tasks });
    expect(found).toContain('addTask {created_projectId}');
    expect(found).toContain('dropTask {created_projectId} {created_taskId}');
  });

  it('is not looked for in another parent than that in which it was created', async () => {
    const other = {
      '/projects/{projectId}/tasks/{taskId}/done': { parameters: inPath('taskId'), delete: drops('undo') },
    };
    const apart = {
      [TASKS]: {
        ...tasks[TASKS],
        parameters: [{ ...inPath('projectId')[0], schema: { type: 'integer' }, example: 7 }],
      },
    };
    const found = await usual({ ...projects, ...tasks, ...apart, ...other });
    expect(found).toContain('addTask 7');
    expect(found.filter((one) => one.includes('created_taskId') && one.includes('{projectId}'))).toEqual([]);
  });

  it('and what must be refused names nothing of a list', async () => {
    const components = { securitySchemes: { door: { type: 'http', scheme: 'bearer' } } };
    const all = await sent({ ...projects, ...tasks }, { security: [{ door: [] }], components });
    const refused = all.filter(({ isOfContract, of }) => isOfContract && ['put', 'delete'].includes(of.method));
    expect(refused.length).toBeGreaterThan(2);
    expect(refused.flatMap(({ values }) => values).filter((value) => /^\{(projectId|taskId)\}$/.test(value))).toEqual(
      [],
    );
  });
});
