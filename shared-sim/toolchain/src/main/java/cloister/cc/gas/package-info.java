/** Assembly in the language of GNU's assembler for the i386, AT&amp;T syntax (its manual, 9.16). */
package cloister.cc.gas;
