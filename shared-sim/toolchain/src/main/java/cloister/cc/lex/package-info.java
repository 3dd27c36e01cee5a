/** From characters to tokens, and from the spelling of constants to their values (C11 6.4). */
package cloister.cc.lex;
