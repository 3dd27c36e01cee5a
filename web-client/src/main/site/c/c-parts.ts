export { cTokens } from './c-tokens';
export { scenario } from './examples';
export { failed } from './failed';
export { KeptProgram } from './kept';
export { unended } from './unended';
import './c-transport';
import './c-view';
