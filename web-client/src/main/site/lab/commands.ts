import type { Sheet } from '../inspect/sheets';
import type { MessageId } from '../messages/text';
import { allMarks } from '../timeline/time-track';
import type { LineMove } from '../simulator/protocol';
import type { Action } from './action';

/** Everything that a key or the palette can do. The help dialog lists this very table. */
export interface Command {
  id: MessageId;
  key: string;
  shown: string;
  action: Action;
}

const panel = (
  key: string,
  id: MessageId,
  name: 'code' | 'inspect' | 'picture' | 'trace' | 'server',
): Command => ({ id, key, shown: key, action: { do: 'panel', panel: name } });
const sheet = (key: string, id: MessageId, name: Sheet): Command => ({
  id,
  key,
  shown: key.toUpperCase(),
  action: { do: 'sheet', sheet: name },
});

const line = (key: string, shown: string, id: MessageId, move: LineMove): Command => ({
  id,
  key,
  shown,
  action: { do: 'ask', request: { do: 'line', move } },
});

export const commands: Command[] = [
  { id: 'command.run', key: ' ', shown: 'Space', action: { do: 'run' } },
  { id: 'command.step', key: '.', shown: '.', action: { do: 'ask', request: { do: 'step' } } },
  { id: 'command.back', key: ',', shown: ',', action: { do: 'ask', request: { do: 'back' } } },
  { id: 'command.over', key: 'o', shown: 'O', action: { do: 'ask', request: { do: 'over' } } },
  {
    id: 'command.next',
    key: 'n',
    shown: 'N',
    action: { do: 'ask', request: { do: 'next', kinds: allMarks } },
  },
  {
    id: 'command.previous',
    key: 'p',
    shown: 'P',
    action: { do: 'ask', request: { do: 'previous', kinds: allMarks } },
  },
  {
    id: 'command.start',
    key: '0',
    shown: '0',
    action: { do: 'ask', request: { do: 'seek', step: 0 } },
  },
  { id: 'command.end', key: 'z', shown: 'Z', action: { do: 'run', to: 'end' } },
  {
    id: 'command.question',
    key: 'a',
    shown: 'A',
    action: { do: 'ask', request: { do: 'reach' } },
  },
  line('j', 'J', 'command.line-into', 'into'),
  line('J', 'Shift J', 'command.line-back', 'back'),
  line('O', 'Shift O', 'command.line-over', 'over'),
  line('q', 'Q', 'command.line-out', 'out'),
  { id: 'command.task', key: 'c', shown: 'C', action: { do: 'task' } },
  { id: 'command.hint', key: 'h', shown: 'H', action: { do: 'hint' } },
  { id: 'command.lesson', key: 'l', shown: 'L', action: { do: 'lesson' } },
  panel('1', 'command.code', 'code'),
  panel('2', 'command.inspect', 'inspect'),
  panel('3', 'command.picture', 'picture'),
  panel('4', 'command.trace', 'trace'),
  panel('5', 'command.server', 'server'),
  sheet('r', 'command.registers', 'now'),
  sheet('i', 'command.tables', 'tables'),
  sheet('x', 'command.memory', 'memory'),
  sheet('w', 'command.pages', 'pages'),
  { id: 'command.who', key: 'y', shown: 'Y', action: { do: 'who', path: null } },
  { id: 'command.watch', key: 'b', shown: 'B', action: { do: 'watch', path: null } },
  sheet('v', 'command.passage', 'passage'),
  sheet('e', 'command.devices', 'devices'),
  { ...sheet('E', 'command.exits', 'exits'), shown: 'Shift E' },
  ...(
    [
      ['K', 'calls'],
      ['P', 'processes'],
      ['F', 'files'],
      ['M', 'map'],
      ['N', 'fences'],
      ['A', 'capabilities'],
      ['L', 'layers'],
    ] as const
  ).map(([key, name]) => ({ ...sheet(key, `command.${name}`, name), shown: `Shift ${key}` })),
  { id: 'command.c', key: 'C', shown: 'Shift C', action: { do: 'sheet', sheet: 'c' } },
  { id: 'command.skin', key: 'm', shown: 'M', action: { do: 'toggle-skin' } },
  { id: 'command.table', key: 't', shown: 'T', action: { do: 'toggle-table' } },
  { id: 'command.projector', key: 'f', shown: 'F', action: { do: 'toggle-projector' } },
  { id: 'command.palette', key: 'k', shown: 'Ctrl K', action: { do: 'dialog', dialog: 'palette' } },
  { id: 'command.share', key: 's', shown: 'S', action: { do: 'dialog', dialog: 'share' } },
  { id: 'command.progress', key: 'g', shown: 'G', action: { do: 'dialog', dialog: 'progress' } },
  { id: 'command.theme', key: 'd', shown: 'D', action: { do: 'theme' } },
  { id: 'command.restart', key: 'R', shown: 'Shift R', action: { do: 'restart' } },
  { id: 'command.undo', key: 'u', shown: 'U', action: { do: 'undo' } },
  { id: 'command.keys', key: '?', shown: '?', action: { do: 'dialog', dialog: 'keys' } },
];
