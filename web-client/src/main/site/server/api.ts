import type { LessonRecord, LogEntry, Passed, Records, Sandbox } from '../simulator/protocol';

/** The server's answer was a problem, or, with status 0, there is no server of ours. */
export class Problem extends Error {
  constructor(
    text: string,
    readonly status: number,
    readonly field?: string,
  ) {
    super(text);
  }
  get away(): boolean {
    return this.status === 0 || this.status >= 502;
  }
  /** The same request will never be taken. */
  get final(): boolean {
    return !this.away && this.status >= 400 && this.status < 500 && this.status !== 429;
  }
}

export interface RunResult {
  instructions: number;
  steps: number;
  digest: string;
  exits: Record<string, number>;
  halted: boolean;
  shutDown: boolean;
  wallMillis: number;
  mips: number;
  console?: string;
  tasks?: unknown;
  warning?: string;
}
export interface Link {
  id: string;
  path: string;
  expires: string;
  deleteToken: string;
}
export interface Me {
  instructor: { name: string } | null;
  memberships: { code: string; title: string; nickname: string }[];
}
export interface ClassSummary {
  code: string;
  title: string;
}
export interface Assignment {
  number: number;
  title: string;
  lesson?: string;
  sandbox?: Sandbox;
  created: string;
}
export interface ClassView extends ClassSummary {
  owner: boolean;
  nickname?: string;
  assignments: Assignment[];
}
export interface Learner {
  number: number;
  nickname: string;
  joined: string;
  tasks: Record<string, Passed>;
}
export interface Roster {
  lesson: string;
  tasks: string[];
  learners: Learner[];
}

async function call<T>(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`/api/${path}`, {
      method,
      headers: {
        Accept: 'application/json',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new Problem('', 0);
  }
  const type = response.headers.get('Content-Type') ?? '';
  if (!response.ok) {
    const own = type.includes('problem+json');
    // A static host has no such address, or takes no such method there.
    if (!own && [404, 405].includes(response.status)) throw new Problem('', 0);
    const problem = own
      ? ((await response.json()) as { detail?: string; title?: string; field?: string })
      : {};
    throw new Problem(sentence(problem), response.status, problem.field);
  }
  if (response.status === 204) return undefined as T;
  // A static host answers unknown addresses with a page: that is no server of ours.
  if (!type.includes('json')) throw new Problem('', 0);
  return (await response.json()) as T;
}

/** The detail without the name of the request's field in front of it, which is for programs. */
function sentence({
  detail,
  title,
  field,
}: {
  detail?: string;
  title?: string;
  field?: string;
}): string {
  const text = detail ?? title ?? '',
    name = `${field}: `;
  return field && text.startsWith(name) ? text.slice(name.length) : text;
}

const enc = encodeURIComponent;

export const api = {
  run: (body: { scenario: object; log: LogEntry[]; lesson?: string }) =>
    call<RunResult>('POST', 'runs', body),
  progress: () => call<Records>('GET', 'progress'),
  saveProgress: (lesson: string, log: LogEntry[]) =>
    call<LessonRecord>('POST', 'progress', { lesson, log }),
  progressCode: () => call<{ code: string; expires: string }>('POST', 'progress/code', {}),
  claimProgress: (code: string) => call<unknown>('POST', 'progress/claim', { code }),
  createLink: (sandbox: Sandbox) => call<Link>('POST', 'links', { sandbox }),
  link: (id: string) =>
    call<{ sandbox: Sandbox; opened: number; expires: string }>('GET', `links/${enc(id)}`),
  deleteLink: (id: string, token: string) =>
    call<void>('DELETE', `links/${enc(id)}`, undefined, { 'Delete-Token': token }),
  signUp: (name: string, password: string) => call<unknown>('POST', 'accounts', { name, password }),
  signIn: (name: string, password: string) => call<unknown>('POST', 'sign-in', { name, password }),
  changePassword: (password: string, newPassword: string) =>
    call<void>('POST', 'accounts/password', { password, newPassword }),
  signOut: () => call<void>('POST', 'sign-out', {}),
  me: () => call<Me>('GET', 'me'),
  createClass: (title: string) => call<ClassSummary>('POST', 'classes', { title }),
  classes: () => call<{ classes: ClassSummary[] }>('GET', 'classes').then((found) => found.classes),
  class: (code: string) => call<ClassView>('GET', `classes/${enc(code)}`),
  join: (code: string, nickname: string) =>
    call<ClassSummary>('POST', `classes/${enc(code)}/join`, { nickname }),
  leave: (code: string) => call<void>('DELETE', `classes/${enc(code)}/membership`),
  deleteClass: (code: string) => call<void>('DELETE', `classes/${enc(code)}`),
  roster: (code: string, lesson?: string) =>
    call<Roster>(
      'GET',
      `classes/${enc(code)}/roster${lesson === undefined ? '' : `?lesson=${enc(lesson)}`}`,
    ),
  assign: (code: string, what: { title: string; sandbox?: Sandbox; lesson?: string }) =>
    call<unknown>('POST', `classes/${enc(code)}/assignments`, what),
  removeMember: (code: string, number: number) =>
    call<void>('DELETE', `classes/${enc(code)}/members/${number}`),
  removeAssignment: (code: string, number: number) =>
    call<void>('DELETE', `classes/${enc(code)}/assignments/${number}`),
};
