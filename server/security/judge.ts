import { hostName, isOwnOrigin } from './host.ts';

/** What of a request decides whether it may be answered. Header values as they came. */
export interface RequestFacts {
  method: string;
  host: string | undefined;
  origin: string | undefined;
  /** `Sec-Fetch-Site` and `Sec-Fetch-Mode`: what a browser says of who asks. */
  fetchSite: string | undefined;
  fetchMode: string | undefined;
  contentType: string | undefined;
  /** A socket's upgrade changes state, though its method is GET. */
  isUpgrade: boolean;
}

export interface OriginRules {
  secure: boolean;
  knowsHost(name: string): boolean;
}

export interface Refusal {
  status: 400 | 401 | 403 | 415 | 429;
  code: string;
  message: string;
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);
/** What an HTML form can send to another site without asking first. */
const formTypes = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i;

/**
 * Why a request is refused before anyone looks at its key, or `undefined`. A Host that is not ours is
 * DNS rebinding; a foreign Origin is another site's page; a form's content type is a forged post.
 */
export function judgeOrigin(facts: RequestFacts, rules: OriginRules): Refusal | undefined {
  const name = hostName(facts.host);
  if (!facts.host || name === undefined) {
    return { status: 400, code: 'bad-host', message: 'The request has no valid Host header.' };
  }
  if (!rules.knowsHost(name)) {
    const message = `"${name}" is no address of this server. Allow it with --allow-host ${name}.`;
    return { status: 403, code: 'unknown-host', message };
  }
  if (facts.origin !== undefined && !isOwnOrigin(facts.origin, facts.host, rules.secure)) {
    return { status: 403, code: 'foreign-origin', message: 'Pages of another site may not ask.' };
  }
  if (isForeignFetch(facts)) {
    return { status: 403, code: 'foreign-site', message: 'Pages of another site may not ask.' };
  }
  if (!safeMethods.has(facts.method) && formTypes.test(facts.contentType ?? '')) {
    const message = 'A form cannot do this. Send application/json, or the file with its own type.';
    return { status: 415, code: 'content-type', message };
  }
  return undefined;
}

/** A picture or script tag of another site carries no Origin; following a link to a page is fine. */
function isForeignFetch({ fetchSite, fetchMode, method, isUpgrade }: RequestFacts): boolean {
  if (fetchSite !== 'cross-site' && fetchSite !== 'same-site') return false;
  return isUpgrade || fetchMode !== 'navigate' || method !== 'GET';
}
