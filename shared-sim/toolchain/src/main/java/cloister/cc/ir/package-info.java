/** The intermediate representation: three-address code in basic blocks. */
package cloister.cc.ir;
