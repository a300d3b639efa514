/**
 * What setup and update logs print and the big tables lack: WinHTTP (Win32 12002 and up), BITS and
 * Delivery Optimization.
 * Names and numbers from winhttp.h, bitsmsg.h and deliveryoptimizationerrors.h
 * https://learn.microsoft.com/windows/win32/winhttp/error-messages
 * https://learn.microsoft.com/windows/win32/bits/bits-return-values
 * https://learn.microsoft.com/windows/win32/delivery_optimization/delivery-optimization-error-codes.
 *
 * The notation is read by name-table.ts.
 */
export const supplementaryErrors = `
#8007
2EE2 @ERROR_WINHTTP_ TIMEOUT
2EE7 NAME_NOT_RESOLVED
2EFD CANNOT_CONNECT CONNECTION_ERROR
2F78 INVALID_SERVER_RESPONSE
2F8F SECURE_FAILURE
#8019
190 @BG_E_HTTP_ERROR_ 400 401
193 403 404
197 407 408
1F4 500
1F6 502 503 504
#8020
10 @BG_E_ NETWORK_DISCONNECTED MISSING_FILE_SIZE INSUFFICIENT_HTTP_SUPPORT INSUFFICIENT_RANGE_SUPPORT
#80D0
3805 @DO_E_ BLOCKED_BY_NO_NETWORK
3807 BLOCKED_BY_VPN_POLICY BLOCKED_BY_CRITICAL_MEMORY_USAGE
5001 HTTP_BLOCKSIZE_MISMATCH HTTP_CERT_VALIDATION
5010 INVALID_RANGE INSUFFICIENT_RANGE_SUPPORT OVERLAPPING_RANGES
`
