import {
  BufferGeometry,
  CanvasTexture,
  Color,
  Float32BufferAttribute,
  Group,
  LineBasicMaterial,
  LineSegments,
  Sprite,
  SpriteMaterial,
  SRGBColorSpace,
} from 'three';
import { residualEnd, type StageMark } from './stage-mark.ts';

const waiting = { plate: '#3c4855', ink: '#dbe2e9' };
const plain = { plate: '#dbe2e9', ink: '#0a0d11' };
/** As what is wrong has it everywhere else on the operator's page. */
const odd = { plate: '#f2a93b', ink: '#140d02' };

/** What no solution speaks of yet stays in the background. */
function colourOf({ isOdd, solved }: StageMark) {
  if (isOdd) return odd;
  return solved ? plain : waiting;
}

/** A share of the picture's height, whatever the distance. */
const labelSize = 0.036;
const labelPx = 64;

/** Numbered marks in the stage view, over everything, with the lines of what a solution misses them by. */
export class MarkModel {
  readonly group = new Group();
  readonly #lines = new BufferGeometry();
  readonly #lineMaterial = new LineBasicMaterial({
    vertexColors: true,
    transparent: true,
    depthTest: false,
    depthWrite: false,
  });
  #labels: Sprite[] = [];

  constructor() {
    const lines = new LineSegments(this.#lines, this.#lineMaterial);
    lines.frustumCulled = false;
    lines.renderOrder = 1;
    this.group.add(lines);
  }

  /** Makes them anew: for changes, not for frames. */
  set(marks: readonly StageMark[]): void {
    this.#clearLabels();
    const positions: number[] = [];
    const colours: number[] = [];
    for (const mark of marks) {
      const end = residualEnd(mark);
      if (end) {
        positions.push(...mark.at, ...end);
        const { r, g, b } = new Color(colourOf(mark).plate);
        colours.push(r, g, b, r, g, b);
      }
      const label = labelOf(mark);
      this.#labels.push(label);
      this.group.add(label);
    }
    this.#lines.setAttribute('position', new Float32BufferAttribute(positions, 3));
    this.#lines.setAttribute('color', new Float32BufferAttribute(colours, 3));
  }

  dispose(): void {
    this.#clearLabels();
    this.#lines.dispose();
    this.#lineMaterial.dispose();
  }

  #clearLabels(): void {
    for (const label of this.#labels) {
      this.group.remove(label);
      label.material.map?.dispose();
      label.material.dispose();
    }
    this.#labels = [];
  }
}

function labelOf(mark: StageMark): Sprite {
  const map = new CanvasTexture(labelPicture(mark));
  map.colorSpace = SRGBColorSpace;
  const material = new SpriteMaterial({
    map,
    sizeAttenuation: false,
    depthTest: false,
    depthWrite: false,
  });
  const sprite = new Sprite(material);
  sprite.position.set(...mark.at);
  sprite.scale.set(labelSize, labelSize, 1);
  // What matters more is not hidden by its neighbours.
  sprite.renderOrder = [waiting, plain, odd].indexOf(colourOf(mark)) + 2;
  return sprite;
}

/** The label on a disc. */
function labelPicture(mark: StageMark): HTMLCanvasElement {
  const { label } = mark;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = labelPx;
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  const { plate, ink } = colourOf(mark);
  const middle = labelPx / 2;
  context.fillStyle = plate;
  context.beginPath();
  context.arc(middle, middle, middle - 1, 0, 2 * Math.PI);
  context.fill();
  context.fillStyle = ink;
  context.font = `700 ${labelPx * (label.length > 2 ? 0.4 : 0.55)}px system-ui, sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(label, middle, middle + 2, labelPx - 8);
  return canvas;
}
