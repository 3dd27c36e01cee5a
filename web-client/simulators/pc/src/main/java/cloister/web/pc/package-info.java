/** The simulator whose scenarios may have a whole PC, for the page. */
package cloister.web.pc;
