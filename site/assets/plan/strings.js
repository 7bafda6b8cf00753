// Everything the planner says. Names of places, kinds and seals come from the data.

const zh = {
  /** @param {string} where @param {number} days @param {number} n */
  title: (where, days, n) => `${where}${days}天，${n}处`,
  /** @param {number} n @param {number} pinned @param {number} timed */
  sure: (n, pinned, timed) => `${n}处里，能定点的${pinned}处，知道开放时间的${timed}处。`,
  /** @param {number} n */
  left: (n) => (n ? `符合条件的还有${n}处，没有排进来。` : '符合条件的都排进来了。'),
  others: '在地图上看全部',
  /** @param {number} n @param {string} date */
  day: (n, date) => (date ? `第${n}天 ${dated(date, 'zh-CN')}` : `第${n}天`),
  dayless: '哪天去还没定，所以没有避开不开的日子。在上面选一个出发的日子，再排一次。',
  empty: '这一天没有可排的了：少排几天，或者多选几种。',
  nothing: '这个市州没有符合的地方。少选几种，或者换一个市州。',
  /** @param {string} code */
  unknownPlace: (code) => `网址里的市州“${code}”认不出。在上面重新选一个。`,
  failed: '地点的数据没有取到。看看网络通不通，再按一次“排一排”。',
  /** @param {string} times */
  open: (times) => `这天开放${times}`,
  /** @param {string} times */
  usually: (times) => `平时${times}，定了日子再看那天开不开`,
  /** @param {string} times */
  perhaps: (times) => `这天也许开放${times}，先打电话`,
  unknownHours: '开放时间未知，先打电话',
  unknownDay: '这天开不开不知道，先打电话',
  noPhone: '电话也没有查到',
  /** @param {string} date */
  asOf: (date) => `（截至${date}）`,
  /** @param {string} km */
  leg: (km) => `离上一站直线${km}公里`,
  /** @param {string} county */
  beside: (county) => `离上一站多远不知道：只知道都在${county}`,
  /** @param {string} prefecture */
  somewhere: (prefecture) => `只知道在${prefecture}，去之前问清楚地址`,
  map: '实心：能定点。虚框、斜线：只知道在那个县。站与站之间不画线。',
  /** @param {string} numbers @param {string} prefecture */
  offMap: (numbers, prefecture) => `没画上的：${numbers}，只知道在${prefecture}。`,
  credit: '边界：天地图（国家地理信息公共服务平台）。',
  comma: '、',
  space: '',
  ics: '放进日历',
  icsHint: '选了日子才能放进日历。',
  gpx: 'GPX',
  gpxHint: '没有能定点的站，做不了GPX。',
  print: '打印',
  share: '这一页的网址就是这份行程，发给谁都一样。',
  self: '日子和顺序是自己排的，不是主办方公布的。',
  accuracy: '位置精度：',
};

/** @type {typeof zh} */
const en = {
  title: (where, days, n) => `${where}: ${n} ${n === 1 ? 'place' : 'places'} in ${days} ${days === 1 ? 'day' : 'days'}`,
  sure: (n, pinned, timed) => `Of ${n}, ${pinned} can be placed exactly and ${timed} have known hours.`,
  left: (n) => (n ? `${n} more fit and are not in the plan.` : 'Everything that fits is in the plan.'),
  others: 'All of them on the map',
  day: (n, date) => (date ? `Day ${n}, ${dated(date, 'en-GB')}` : `Day ${n}`),
  dayless: 'No day is chosen yet, so closing days are not avoided. Choose a first day above and plan again.',
  empty: 'Nothing is left for this day: plan fewer days, or choose more kinds.',
  nothing: 'Nothing fits in this prefecture. Choose fewer kinds, or another prefecture.',
  unknownPlace: (code) => `The prefecture “${code}” in the address is not known. Choose one above.`,
  failed: 'The places could not be fetched. Check the connection and press “Plan it” again.',
  open: (times) => `Open that day ${times}`,
  usually: (times) => `Usually ${times}; choose a day to see whether it is open then`,
  perhaps: (times) => `Perhaps open that day ${times}, call first`,
  unknownHours: 'Opening hours unknown, call first',
  unknownDay: 'Not known whether it is open that day, call first',
  noPhone: 'no phone number on record either',
  asOf: (date) => ` (as of ${date})`,
  leg: (km) => `${km} km in a straight line from the stop before`,
  beside: (county) => `Distance from the stop before unknown: both are somewhere in ${county}`,
  somewhere: (prefecture) => `Known only to be in ${prefecture}; ask for the address before you go`,
  map: 'Solid: exact place known. Dashed and hatched: somewhere in that county. No lines are drawn between stops.',
  offMap: (numbers, prefecture) => `Not drawn: ${numbers}, known only to be in ${prefecture}.`,
  credit: 'Boundaries: 天地图 (National Platform for Common Geospatial Information Services).',
  comma: ', ',
  space: ' ',
  ics: 'Add to a calendar',
  icsHint: 'Choose a day to get a calendar file.',
  gpx: 'GPX',
  gpxHint: 'No stop has a point of its own, so there is no GPX.',
  print: 'Print',
  share: 'The address of this page is the plan: it is the same for whoever opens it.',
  self: 'The day and the order are your own, not announced by anyone.',
  accuracy: 'Accuracy: ',
};

/** @param {string} date @param {string} locale */
const dated = (date, locale) => new Date(`${date}T00:00:00Z`).toLocaleDateString(locale, { timeZone: 'UTC', year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' });

/** @type {'zh' | 'en'} */
export const lang = document.documentElement.lang.startsWith('en') ? 'en' : 'zh';
/** The strings in the language of the page. */
export const say = lang === 'en' ? en : zh;
