/** The command line: one class for each subcommand. */
package cloister.cli;
