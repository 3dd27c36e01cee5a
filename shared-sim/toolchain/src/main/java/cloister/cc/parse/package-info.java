/** From tokens to the syntax tree (C11 6.5 to 6.9, with GNU's additions). */
package cloister.cc.parse;
