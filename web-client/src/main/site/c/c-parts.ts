export { cTokens } from './c-tokens';
export { scenario } from './examples';
import './c-transport';
import './c-view';
