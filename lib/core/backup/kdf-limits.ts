import { type KdfLimits, VAULT_KDF_LIMITS } from "../vault/scrypt-parameters.ts";

/**
 * Costs that are accepted in a file. Lower than our own vault's floor, so that an old file still opens; what is taken
 * out of it is kept under the vault's own, stronger key.
 */
export const BACKUP_KDF_LIMITS: KdfLimits = { ...VAULT_KDF_LIMITS, N: { min: 2 ** 14, max: 2 ** 18 } };
