import { serve } from 'vitepress';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the home page. */
    readonly home: string;
  }
}

/** Serves build/site below a folder, as many hosts do. */
export async function setup(project: TestProject): Promise<() => void> {
  const { server } = await serve({ root: 'docs', base: '/backup-integrator/', port: 0 });
  const address = server?.address();
  if (typeof address !== 'object' || address === null) throw new Error('nothing serves the site');
  project.provide('home', `http://localhost:${address.port}/backup-integrator/`);
  return () => server?.close();
}
