/** Where the members of structures and unions stand (System V ABI, i386 supplement, 3-4). */
package cloister.cc.layout;
