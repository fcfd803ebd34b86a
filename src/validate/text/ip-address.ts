import { BlockList, isIP } from "node:net";

/** Networks that do not identify anyone: private, documentation, test and reserved ones (RFC 6890). */
const NOBODYS = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  NOBODYS.addSubnet(network, bits, "ipv4");
for (const [network, bits] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["3fff::", 20],
] as const)
  NOBODYS.addSubnet(network, bits, "ipv6");

/** Networks with this prefix length or a shorter one belong to organisations, not to one connection. */
const MAX_NETWORK_PREFIX = { 4: 24, 6: 48 } as const;

/** Whether a text is a public IP address, alone or as a network too small to belong to a whole organisation. */
export function isPublicAddress(text: string): boolean {
  const [address = "", length] = text.split("/");
  const version = isIP(address);
  if (version === 0) return false;
  if (length !== undefined && Number(length) <= MAX_NETWORK_PREFIX[version as 4 | 6]) return false;
  if (version === 6 && !/^[23]/.test(address)) return false;
  return !NOBODYS.check(address, version === 4 ? "ipv4" : "ipv6");
}
