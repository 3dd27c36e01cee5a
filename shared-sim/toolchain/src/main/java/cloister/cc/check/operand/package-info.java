/** Operands, their conversions and the operators (C11 6.3 and 6.5). */
package cloister.cc.check.operand;
