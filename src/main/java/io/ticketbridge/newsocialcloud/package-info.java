/** The API that callers already speak: support tickets, their encodings, their errors and their answers. */
package io.ticketbridge.newsocialcloud;
