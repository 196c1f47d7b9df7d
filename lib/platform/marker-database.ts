/** The marker's second place: one record in an IndexedDB database of its own. */

import type { Marker } from "../core/vault/choose-copy.ts";

const storeName = "marker";
const recordKey = "vault";

export const readDatabaseMarker = (): Promise<unknown> =>
  withStore("readonly", (store) => store.get(recordKey));

export const writeDatabaseMarker = async (marker: Marker): Promise<void> => {
  await withStore("readwrite", (store) => store.put(marker, recordKey));
};

/** One request in a transaction of its own; settles when the transaction is through. */
const withStore = async <T>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> => {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(storeName, mode, { durability: "strict" });
      const request = ask(transaction.objectStore(storeName));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? new Error("the transaction was aborted"));
    });
  } finally {
    database.close();
  }
};

const open = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open("hitotoki", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(storeName);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the database cannot be opened"));
    request.onblocked = () => reject(new Error("the database is in use"));
  });
