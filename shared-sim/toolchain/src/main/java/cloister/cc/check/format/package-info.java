/** The formats of printf and scanf (C11 7.21.6). */
package cloister.cc.check.format;
