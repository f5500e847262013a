import assert from "node:assert/strict";
import { test } from "node:test";
import { FakeGitHub } from "./fakeGitHub.ts";
import { Machine } from "./machine.ts";
import { makeRepository, type Repository } from "./repository.ts";

export interface Setting {
  github: FakeGitHub;
  machine: Machine;
  repository: Repository;
}

interface Options {
  apiPath?: string;
  environment?: Record<string, string>;
}

let made: Repository | undefined;

/** One repository serves all tests of a file: nothing writes to it. */
export const repository = (): Repository => (made ??= makeRepository());

// A test with a GitHub and a machine of its own. A request that GitHub's description does not allow fails it.
export function gateTest(name: string, body: (setting: Setting) => Promise<void>, options: Options = {}): void {
  void test(name, async () => {
    const github = await FakeGitHub.start(options.apiPath);
    try {
      await body({ github, repository: repository(), machine: new Machine(github, repository().folder, options.environment) });
      assert.deepEqual(github.violations, [], "requests that GitHub's own description does not allow");
    } finally {
      await github.stop();
    }
  });
}
