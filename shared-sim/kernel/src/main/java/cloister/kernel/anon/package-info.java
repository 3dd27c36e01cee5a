/**
 * Files without names that tell of others: epoll(7), eventfd(2), timerfd_create(2), signalfd(2).
 */
package cloister.kernel.anon;
