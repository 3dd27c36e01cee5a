/** Constants: arithmetic on them and what a linker can fill in (C11 6.6). */
package cloister.cc.check.constant;
