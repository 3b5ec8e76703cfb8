import { io } from 'socket.io-client';
import { type Object3D, PerspectiveCamera, Scene, WebGLRenderer } from 'three';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';

/**
 * The peer: a wall page as one writes it in an afternoon. It loads what the message names and shows
 * it as soon as it is there.
 */
const renderer = new WebGLRenderer({ antialias: true });
renderer.setSize(window.innerWidth, window.innerHeight);
document.body.append(renderer.domElement);
const scene = new Scene();
const camera = new PerspectiveCamera(50, window.innerWidth / window.innerHeight, 0.05, 20_000);
camera.position.set(0, 1, 0);
const loader = new GLTFLoader();
let shown: Object3D | undefined;

io().on('load', (url: string) => {
  loader.load(url, (gltf) => {
    if (shown) scene.remove(shown);
    shown = gltf.scene;
    scene.add(shown);
  });
});

renderer.setAnimationLoop(() => renderer.render(scene, camera));
