/** The upstream: its JSON model, its envelope, its tokens, and the one HTTP client that speaks to it. */
package io.ticketbridge.socialboards;
