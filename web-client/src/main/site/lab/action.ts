import type { Sheet } from '../inspect/sheets';
import type { Picture } from '../lesson/bundle';
import type { Request, Stop } from '../simulator/protocol';

export type Panel = 'code' | 'inspect' | 'picture' | 'trace' | 'server';
export type Dialog = 'share' | 'keys' | 'palette' | 'progress' | 'projector';

/** What a panel asks of the lab. Panels change nothing themselves. */
export type Action =
  | { do: 'ask'; request: Request }
  | { do: 'run'; to?: 'end' }
  | { do: 'pause' }
  | { do: 'type'; terminal: number; text: string }
  | { do: 'resize'; terminal: number; columns: number; rows: number }
  | { do: 'give-up' }
  | { do: 'stop-at'; stop: Stop; on: boolean }
  | { do: 'restart' }
  | { do: 'undo' }
  | { do: 'panel'; panel: Panel }
  | { do: 'sheet'; sheet: Sheet }
  | { do: 'descriptor'; key: string }
  | { do: 'memory'; address: number }
  | { do: 'see'; path: string }
  | { do: 'who'; path: string | null /* that of the value in focus */ }
  | { do: 'watch'; path: string | null /* the same, or none yet */ }
  | { do: 'picture'; picture: Picture }
  | { do: 'toggle-skin' }
  | { do: 'toggle-table' }
  | { do: 'toggle-projector' }
  | { do: 'lesson' }
  | { do: 'task' }
  | { do: 'hint' }
  | { do: 'word'; term: string }
  | { do: 'tell'; text: string }
  | { do: 'dialog'; dialog: Dialog }
  | { do: 'theme' };

export class ActionEvent extends Event {
  static readonly type = 'lab-action';
  constructor(readonly action: Action) {
    super(ActionEvent.type, { bubbles: true, composed: true });
  }
}

export const act = (from: EventTarget, action: Action): boolean =>
  from.dispatchEvent(new ActionEvent(action));
export const ask = (from: EventTarget, request: Request): boolean =>
  act(from, { do: 'ask', request });
