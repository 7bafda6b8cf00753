// Everything the search says. Names of kinds and fields come from the index.

/** @typedef {'zh' | 'en'} Lang */

const zh = {
  list: '找到的',
  /** @param {number} n @param {boolean} sure */
  count: (n, sure) => (sure ? `找到${figure(n)}条` : `最多${figure(n)}条`),
  /** @param {number} n @param {boolean} sure */
  all: (n, sure) => `看全部${sure ? '' : '，最多'}${figure(n)}条`,
  everything: '全部',
  /** @param {string} words */
  nothing: (words) => `没有找到“${words}”`,
  /** @param {string} piece */
  meant: (piece) => ['是不是找“', piece, '”'],
  shorter: '试试短一点的词，例如两个字；拼音也行。没收录不等于没有，',
  add: '欢迎补一条',
  form: 'contribute/edit/',
  /** @param {number} n */
  first: (n) => `只列出前${figure(n)}条，多写一个词就能缩小范围。`,
  more: '再看一些',
  near: '由近到远',
  nearest: '已经由近到远。距离是直线；只知道县或市州的排在后面。位置不离开这台设备。',
  locating: '正在定位……',
  /** By the code of GeolocationPositionError; 0 is a browser that cannot. */
  refused: [
    '这个浏览器不能定位。可以加上市州的名字找，例如“湿地 怀化”。',
    '没有得到定位的许可。要用的话，请在浏览器的网站设置里允许“位置”，再按一次。',
    '设备现在找不到自己的位置。请打开定位服务，再按一次。',
    '定位用时太长。请到窗边或室外，再按一次。',
  ],
  /** @param {number} metres */
  distance: (metres) => (metres < 1000 ? `${Math.round(metres / 10) * 10}米` : `${rounded(metres / 1000)}公里`),
  failed: '没有取到搜索要用的文件。请检查网络，再按一次回车。',
  comma: '、',
  colon: '：',
  /** A question with the answers offered. @param {string} nothing */
  asking: (nothing) => [`${nothing}，是不是找`, '？'],
  stop: '。',
};

/** @type {typeof zh} */
const en = {
  list: 'Found',
  count: (n, sure) => `${sure ? '' : 'at most '}${figure(n)} found`,
  all: (n, sure) => `See all ${sure ? '' : '(at most) '}${figure(n)}`,
  everything: 'All',
  nothing: (words) => `Nothing has “${words}”`,
  meant: (piece) => ['Did you mean “', piece, '”?'],
  shorter: 'The records are in Chinese. Try fewer characters, or pinyin. Not listed does not mean there is none: ',
  add: 'add a record',
  form: 'en/contribute/edit/',
  first: (n) => `The first ${figure(n)} only. One more word narrows it down.`,
  more: 'Show more',
  near: 'Nearest first',
  nearest: 'Nearest first, in a straight line. Places known only to a county or prefecture come last. Your position stays on this device.',
  locating: 'Finding your position…',
  refused: [
    'This browser cannot tell its position. Add the name of a prefecture instead.',
    'Permission to use your position was not given. Allow “location” in the browser’s site settings and press again.',
    'The device cannot find its position now. Switch on location services and press again.',
    'Finding the position took too long. Try again near a window or outside.',
  ],
  distance: (metres) => (metres < 1000 ? `${Math.round(metres / 10) * 10} m` : `${rounded(metres / 1000)} km`),
  failed: 'The files the search needs did not arrive. Check the connection and press Enter again.',
  comma: ', ',
  colon: ': ',
  asking: (nothing) => [`${nothing}. Did you mean `, '? '],
  stop: '. ',
};

/** @param {number} km */
const rounded = (km) => (km < 10 ? km.toFixed(1) : String(Math.round(km)));

/** @param {number} n */
const figure = (n) => n.toLocaleString('en');

/** @type {Lang} */
export const lang = document.documentElement.lang.startsWith('en') ? 'en' : 'zh';

/** The strings in the language of the page. */
export const say = { zh, en }[lang];
