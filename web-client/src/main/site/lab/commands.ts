import type { MessageId } from '../messages/text';
import { allMarks } from '../timeline/time-track';
import type { Action } from './action';

/** Everything that a key or the palette can do. The help dialog lists this very table. */
export interface Command { id: MessageId; key: string; shown: string; action: Action }

const panel = (key: string, id: MessageId, name: 'code' | 'inspect' | 'picture' | 'trace' | 'server'): Command => ({ id, key, shown: key, action: { do: 'panel', panel: name } });

export const commands: Command[] = [
  { id: 'command.run', key: ' ', shown: 'Space', action: { do: 'run' } },
  { id: 'command.step', key: '.', shown: '.', action: { do: 'ask', request: { do: 'step' } } },
  { id: 'command.back', key: ',', shown: ',', action: { do: 'ask', request: { do: 'back' } } },
  { id: 'command.over', key: 'o', shown: 'O', action: { do: 'ask', request: { do: 'over' } } },
  { id: 'command.next', key: 'n', shown: 'N', action: { do: 'ask', request: { do: 'next', kinds: allMarks } } },
  { id: 'command.previous', key: 'p', shown: 'P', action: { do: 'ask', request: { do: 'previous', kinds: allMarks } } },
  { id: 'command.start', key: '0', shown: '0', action: { do: 'ask', request: { do: 'seek', step: 0 } } },
  panel('1', 'command.code', 'code'),
  panel('2', 'command.inspect', 'inspect'),
  panel('3', 'command.picture', 'picture'),
  panel('4', 'command.trace', 'trace'),
  panel('5', 'command.server', 'server'),
  { id: 'command.skin', key: 'm', shown: 'M', action: { do: 'toggle-skin' } },
  { id: 'command.table', key: 't', shown: 'T', action: { do: 'toggle-table' } },
  { id: 'command.projector', key: 'f', shown: 'F', action: { do: 'toggle-projector' } },
  { id: 'command.palette', key: 'k', shown: 'Ctrl K', action: { do: 'dialog', dialog: 'palette' } },
  { id: 'command.share', key: 's', shown: 'S', action: { do: 'dialog', dialog: 'share' } },
  { id: 'command.progress', key: 'g', shown: 'G', action: { do: 'dialog', dialog: 'progress' } },
  { id: 'command.theme', key: 'd', shown: 'D', action: { do: 'theme' } },
  { id: 'command.restart', key: 'R', shown: 'Shift R', action: { do: 'ask', request: { do: 'restart' } } },
  { id: 'command.keys', key: '?', shown: '?', action: { do: 'dialog', dialog: 'keys' } },
];
