/** How the window stands on its display, as far as a page can see. */
export interface WindowCondition {
  /** Nothing of the desktop is around it: the browser may hand its pixels to the display unmixed. */
  coversDisplay: boolean;
  /** It did cover its display before. */
  lostFullscreen: boolean;
  /** 1 when nothing enlarges the page. */
  zoom: number;
  /** Visible by its own account, and yet the browser gives it no refresh. */
  isOccluded: boolean;
}

/** Without a refresh for this long a visible page is behind another window, or its display is off. */
const occludedMs = 1000;

/** Watches the window: fullscreen that was there once is missed when it goes. */
export class WindowWatch {
  #didCover = false;

  /** `sinceRefreshMs`: since the browser last asked for a frame. */
  look(sinceRefreshMs: number): WindowCondition {
    const isFullscreen = window.matchMedia('(display-mode: fullscreen)').matches;
    const coversDisplay =
      isFullscreen ||
      document.fullscreenElement !== null ||
      (window.innerWidth >= screen.width && window.innerHeight >= screen.height);
    const lostFullscreen = this.#didCover && !coversDisplay;
    this.#didCover ||= coversDisplay;
    return {
      coversDisplay,
      lostFullscreen,
      zoom: window.visualViewport?.scale ?? 1,
      isOccluded: document.visibilityState === 'visible' && sinceRefreshMs > occludedMs,
    };
  }
}
