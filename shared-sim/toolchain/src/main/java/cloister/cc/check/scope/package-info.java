/** Names and what they mean in which scope (C11 6.2.1 to 6.2.3). */
package cloister.cc.check.scope;
