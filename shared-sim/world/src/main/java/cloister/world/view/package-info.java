/** What the page draws, as JSON: every number and sentence of it comes from here. */
package cloister.world.view;
