// What TypeScript knows of service workers collides with what it knows of pages; these are the parts in use.
interface Lasting extends Event { waitUntil(work: Promise<unknown>): void; }
interface Asked extends Lasting { request: Request; respondWith(answer: Promise<Response>): void; }
interface Worker_ {
  location: Location;
  ESSENTIALS: string[];
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(name: "install" | "activate", listen: (event: Lasting) => void): void;
  addEventListener(name: "fetch", listen: (event: Asked) => void): void;
}
