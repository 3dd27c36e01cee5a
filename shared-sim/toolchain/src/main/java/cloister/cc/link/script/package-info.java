/** GNU's linker scripts: what they say, and how they are read (ld manual, chapter 3). */
package cloister.cc.link.script;
