/** Programs in C inside worlds: compiled, linked with the library, and shown line by line. */
package cloister.world.c;
