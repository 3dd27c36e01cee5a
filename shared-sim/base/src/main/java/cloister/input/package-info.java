/** Reading what comes from outside: errors name the field and never get far. */
package cloister.input;
