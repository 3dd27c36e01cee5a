/**
 * Paging: the walk through the tables, the rights of a page, the buffers that keep translations.
 */
package cloister.cpu.paging;
