/** The one narrow door between the simulator and a page, a server or a test: JSON in, JSON out. */
package cloister.world.port;
