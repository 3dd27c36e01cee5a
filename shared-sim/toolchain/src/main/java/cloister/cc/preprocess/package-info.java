/**
 * Directives, conditions and macros: translation phase 4 (C11 6.10).
 *
 * <p>{@code #pragma pack(…)} goes on to the parser as the tokens {@code __pragma_pack(…)} without a
 * semicolon, wherever it was written; its macros are expanded.
 */
package cloister.cc.preprocess;
