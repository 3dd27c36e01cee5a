/**
 * Reads lesson folders, turns each into one JSON bundle for the site, and proves that the lesson
 * works. Lessons are data: no code and no HTML of theirs reaches a learner's page.
 */
package cloister.lessons;
