/** What the compiler has to say about a source. */
package cloister.cc.report;
