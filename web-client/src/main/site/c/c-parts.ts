export { cTokens } from './c-tokens';
export { scenario } from './examples';
export { KeptProgram } from './kept';
import './c-transport';
import './c-view';
