/** From characters to tokens (C11 6.4). */
package cloister.cc.lex;
