/** Who may use the REST door: the accounts file, and the check of a caller's credentials against it. */
package io.ticketbridge.account;
