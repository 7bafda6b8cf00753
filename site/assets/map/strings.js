// Everything the application says. Names of places, kinds and filters come from the page itself.

const zh = {
  map: '地图。方向键移动，加号放大，减号缩小，Tab键逐个到图上的点',
  credit: '边界：天地图（国家地理信息公共服务平台）。河湖：WDBII、GSHHG',
  zoomIn: '放大',
  zoomOut: '缩小',
  whole: '看全图',
  nearest: '离我最近',
  close: '关闭',
  here: '你在这里',
  clear: '清除全部条件',
  nothing: '没有符合的地方。少选一个条件：',
  nothingAtAll: '没有符合的地方，少选哪一个条件都没有。',
  /** @param {string} what @param {number} n */
  without: (what, n) => `不限“${what}”，有${n}处`,
  /** @param {number} n */
  maybe: (n) => `把没写明的也列出来，排在后面（${n}处）`,
  /** @param {number} n */
  andMaybe: (n) => `；另${n}处没写明，排在后面`,
  copied: '已复制',
  undated: '日期未知',
  /** @param {string} year @param {number} dated @param {number} undated @param {string[]} fresh */
  until: (year, dated, undated, fresh) => `到${year}年：${dated}站${undated ? `，另${undated}站日期未知` : ''}${fresh.length ? `。这一年：${fresh.join('、')}` : '。这一年没有记录'}`,
  /** @param {string} name @param {boolean | null} seat */
  from: (name, seat) => `从${name}${seat === null ? '' : seat ? '驻地' : '中间'}量起。`,
  /** @param {string} words */
  noOrigin: (words) => `没有找到“${words}”。写县、市州的全名，或者一处能定点的地方。`,
  nearestHere: '离你最近',
  /** @param {number} n */
  count: (n) => `${n}处，按市州排列`,
  /** @param {number} n */
  countNear: (n) => `${n}处，由近到远`,
  /** @param {number} n @param {number} pinned */
  group: (n, pinned) => (pinned ? `${n}处，定点${pinned}` : `${n}处`),
  /** @param {number} n */
  more: (n) => `另${n}`,
  /** @param {string} name @param {number} n */
  onlyIn: (name, n) => `${name}：${n}处只知道在这里，不知道具体位置`,
  /** @param {number} n */
  together: (n) => `这里有${n}处`,
  /** @param {string} name @param {number} n @param {number} located */
  ring: (name, n, located) => `${name}：${n}处，其中${located}处知道在哪个县`,
  /** @param {number} n @param {string} names */
  cluster: (n, names) => `${n}处，点开放大：${names}`,
  andMore: '等',
  comma: '、',
  /** @param {number} metres */
  distance: (metres) => (metres < 1000 ? `${Math.round(metres / 10) * 10}米` : `${rounded(metres / 1000)}公里`),
  /** @param {string} name @param {string} far */
  nearestIs: (name, far) => `最近的是${name}，直线${far}。只知道县或市州的地方算不出距离，排在后面。`,
  noneNear: '这些条件下没有能定点的地方，算不出距离。',
  locating: '正在定位……',
  /** By the code of GeolocationPositionError; 0 is a browser that cannot. */
  refused: [
    '这个浏览器不能定位。可以按市州找。',
    '没有得到定位的许可。要用的话，请在浏览器的网站设置里允许“位置”，再按一次。也可以按市州找。',
    '设备现在找不到自己的位置。请打开定位服务，再按一次。也可以按市州找。',
    '定位用时太长。请到窗边或室外，再按一次。也可以按市州找。',
  ],
};

/** @type {typeof zh} */
const en = {
  map: 'Map. Arrow keys move it, plus and minus zoom, Tab goes from mark to mark',
  credit: 'Boundaries: 天地图 (National Platform for Common Geospatial Information Services). Rivers and lakes: WDBII, GSHHG',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  whole: 'Whole map',
  nearest: 'Nearest to me',
  close: 'Close',
  here: 'You are here',
  clear: 'clear all filters',
  nothing: 'No place matches. Choose one filter less:',
  nothingAtAll: 'No place matches, whichever filter is dropped.',
  without: (what, n) => `without “${what}”: ${n}`,
  maybe: (n) => `Also list, last, the ${n} that do not say`,
  andMaybe: (n) => `; and ${n} that do not say`,
  copied: 'Copied',
  undated: 'date unknown',
  until: (year, dated, undated, fresh) => `Up to ${year}: ${dated} stops${undated ? `, and ${undated} of unknown date` : ''}. ${fresh.length ? `In this year: ${fresh.join(', ')}` : 'No record of this year'}`,
  from: (name, seat) => `Measured from ${seat === null ? '' : seat ? 'the seat of ' : 'the middle of '}${name}. `,
  noOrigin: (words) => `“${words}” was not found. Write the full Chinese name of a county or prefecture, or of a place with a point.`,
  nearestHere: 'Nearest to you',
  count: (n) => `${n} ${plural(n)}, by prefecture`,
  countNear: (n) => `${n} ${plural(n)}, nearest first`,
  group: (n, pinned) => (pinned ? `${n} ${plural(n)}, ${pinned} on the map` : `${n} ${plural(n)}`),
  more: (n) => `+${n}`,
  onlyIn: (name, n) => `${name}: ${n} ${plural(n)} known to be here, exact spot unknown`,
  together: (n) => `${n} places here`,
  ring: (name, n, located) => `${name}: ${n} ${plural(n)}, ${located} with a known county`,
  cluster: (n, names) => `${n} places, press to zoom in: ${names}`,
  andMore: ' and others',
  comma: ', ',
  distance: (metres) => (metres < 1000 ? `${Math.round(metres / 10) * 10} m` : `${rounded(metres / 1000)} km`),
  nearestIs: (name, far) => `Nearest is ${name}, ${far} in a straight line. Places known only to a county or prefecture have no distance and come last.`,
  noneNear: 'Nothing that matches has a point on the map, so there are no distances.',
  locating: 'Finding your position…',
  refused: [
    'This browser cannot tell its position. Look by prefecture instead.',
    'Permission to use your position was not given. Allow “location” in the browser’s site settings and press again, or look by prefecture.',
    'The device cannot find its position now. Switch on location services and press again, or look by prefecture.',
    'Finding the position took too long. Try again near a window or outside, or look by prefecture.',
  ],
};

/** @param {number} km */
const rounded = (km) => (km < 10 ? km.toFixed(1) : String(Math.round(km)));

/** @param {number} n */
const plural = (n) => (n === 1 ? 'place' : 'places');

/** The strings in the language of the page. */
export const say = document.documentElement.lang.startsWith('en') ? en : zh;
