import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { assignmentAddress } from '../../main/site/class/assignment';
import { api, type Problem } from '../../main/site/server/api';
import type {
  Assignment,
  ClassView,
  Learner,
  Link,
  Roster,
  RunResult,
} from '../../main/site/server/api';
import type { LessonRecord, Passed, Sandbox } from '../../main/site/simulator/protocol';

interface Schema {
  properties: Record<string, Schema>;
  items: Schema;
}

interface Answer {
  content: { 'application/json': { schema: Schema } };
}
interface Description {
  components: { schemas: Record<string, Schema> };
  paths: Record<string, Record<string, { responses: Record<string, Answer> }>>;
}

const description = JSON.parse(
  readFileSync(
    new URL('../../../../server/src/main/resources/openapi.json', import.meta.url),
    'utf8',
  ),
) as Description;
const schemas = description.components.schemas;

const answer = (method: string, path: string): Schema => {
  const responses = description.paths[path]![method]!.responses;
  return (responses['200'] ?? responses['201'])!.content['application/json'].schema;
};
/** The members of a type, which the compiler compares with it. */
const members = <T>(names: Record<keyof Required<T>, true>): string[] => Object.keys(names).sort();
const described = (schema: Schema): string[] => Object.keys(schema.properties).sort();

describe('the types of the API', () => {
  it('have the members that the server describes', () => {
    const roster = answer('get', '/api/classes/{code}/roster');
    expect(
      members<Assignment>({
        number: true,
        title: true,
        lesson: true,
        sandbox: true,
        created: true,
      }),
    ).toEqual(described(schemas.Assignment!));
    expect(
      members<ClassView>({
        code: true,
        title: true,
        owner: true,
        nickname: true,
        assignments: true,
      }),
    ).toEqual(described(answer('get', '/api/classes/{code}')));
    expect(members<Roster>({ lesson: true, tasks: true, learners: true })).toEqual(
      described(roster),
    );
    expect(members<Learner>({ number: true, nickname: true, joined: true, tasks: true })).toEqual(
      described(roster.properties.learners!.items),
    );
    expect(members<Link>({ id: true, path: true, expires: true, deleteToken: true })).toEqual(
      described(answer('post', '/api/links')),
    );
    expect(members<Passed>({ passedAt: true, firstTry: true })).toEqual(described(schemas.Passed!));
    expect(members<LessonRecord>({ tasks: true, log: true, updated: true })).toEqual(
      described(schemas.ProgressEntry!),
    );
    expect(
      members<Omit<RunResult, 'warning'>>({
        instructions: true,
        steps: true,
        digest: true,
        exits: true,
        halted: true,
        shutDown: true,
        wallMillis: true,
        mips: true,
        console: true,
        tasks: true,
      }),
    ).toEqual(described(schemas.RunResult!));
  });

  it('let an assigned sandbox be opened by its number', () => {
    const sandbox: Sandbox = { format: 1, simulator: '1', scenarioHash: '', log: [], digest: '' };
    expect(assignmentAddress('K7QM', { number: 2, title: 'Gate', sandbox, created: '' })).toBe(
      '/lab#class=K7QM&n=2',
    );
  });
});

describe('a problem', () => {
  const ask = async (status: number, type: string, body: string): Promise<Problem> => {
    vi.stubGlobal(
      'fetch',
      async () => new Response(body, { status, headers: { 'Content-Type': type } }),
    );
    return api.link('x').then(
      () => {
        throw new Error('no problem');
      },
      (problem: Problem) => problem,
    );
  };

  it('is told without the name of the field', async () => {
    const body = JSON.stringify({ detail: 'code: This code is not known.', field: 'code' });
    expect((await ask(400, 'application/problem+json', body)).message).toBe(
      'This code is not known.',
    );
  });

  it('is the server being away only where no server of ours answers', async () => {
    expect(
      (await ask(404, 'application/problem+json', '{"detail":"There is no such link."}')).away,
    ).toBe(false);
    expect((await ask(405, 'application/problem+json', '{}')).away).toBe(false);
    expect((await ask(404, 'text/html', '<p>')).away).toBe(true);
    expect((await ask(200, 'text/html', '<p>')).away).toBe(true);
    expect((await ask(502, 'text/html', '<p>')).away).toBe(true);
  });
});
