import { describe, expect, it } from "vitest";
import { MAX_BACKUP_BYTES, readFileText } from "../../../../lib/core/backup/file-text.ts";
import { refusalOf } from "./samples.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
const utf16 = (text: string) => new Uint8Array(Uint16Array.from(text, (sign) => sign.charCodeAt(0)).buffer);

describe("readFileText", () => {
  it.each([
    ["no byte at all", new Uint8Array(0), "empty"],
    ["blanks alone", utf8(" \r\n"), "empty"],
    ["a byte order mark alone", utf8("\uFEFF"), "empty"],
    ["one byte too many", new Uint8Array(MAX_BACKUP_BYTES + 1), "too-large"],
    ["UTF-16 with a mark", utf16('\uFEFF{"format":1}'), "utf-16"],
    ["UTF-16 without a mark", utf16('{"format":1}'), "utf-16"],
    ["UTF-16, big-endian, with a mark", latin("\xfe\xff\0{"), "utf-16"],
    ["NUL bytes", utf8('{"format":"\0"}'), "not-text"],
    ["Shift_JIS", latin('{"name":"\x82\xd0\x82\xc6"}'), "not-text"],
    ["a ZIP archive, Word or Excel file", latin("PK\x03\x04\x14"), "archive"],
    ["a gzip archive", latin("\x1f\x8b\x08"), "archive"],
    ["a program", latin("MZ\x90\0\x03"), "program"],
    ["a web page", utf8("\n<!doctype html>"), "web-page"],
    ["a table", utf8("name,secret\nA,B"), "table"],
    ["a list of otpauth URIs", utf8("otpauth://totp/A?secret=AAAA"), "plain-list"],
    ["a PDF", utf8("%PDF-1.7 \n"), "other-file"],
    ["any other text", utf8("hello"), "other-file"],
  ])("refuses %s by its content", (_, bytes, code) => {
    expect(refusalOf(() => readFileText(bytes))).toBe(code);
  });

  it("takes off the byte order mark and blanks around, and changes nothing within", () => {
    expect(readFileText(utf8('\uFEFF \n{"a": "ひと  とき"}\r\n'))).toBe('{"a": "ひと  とき"}');
  });

  it("takes a file of exactly the largest size", () => {
    const bytes = new Uint8Array(MAX_BACKUP_BYTES).fill(0x20);
    bytes[0] = 0x7b;

    expect(readFileText(bytes)).toBe("{");
  });
});
