// What the page says, in English and in Chinese. What the cloud says (status words, names, amounts) is shown as it is.
const ENGLISH = {
  live: 'live', lost: 'not connected', moved: by => `clock moved by ${by}`,
  remove: 'Delete', removeOf: name => `Delete ${name}`, client: 'a client', aColleague: 'a colleague',
  pay: 'Pay', cancel: 'Cancel', payOf: number => `Pay order ${number}`, cancelOf: number => `Cancel order ${number}`,
  unseen: 'not seen by callers yet', noRun: 'no run: reads and checks', calls: n => n === 1 ? '1 call' : `${n} calls`,
  refused: n => `${n} refused`, unanswered: n => `${n} without an answer`, noAnswer: 'no answer', struck: 'fault: ',
  spent: 'has struck', armedNow: 'armed', takeBack: 'Take back', takeBackOf: what => `Take back: ${what}`,
  armed: 'The fault is armed.', changed: 'Changed.', done: 'Done.', unreachable: 'The simulator does not answer.',
  sure: 'Empty the whole cloud? Accounts, orders and instances are lost.',
  balance: 'Balance', frozen: 'Frozen', coupons: 'Coupons', realName: 'Verified', key: 'Access key', denied: 'Denied', closed: 'Closed',
  older: n => `${n} older calls are not shown`, newestOf: (n, all) => `the newest ${n} of ${all}`,
  verifiedWords: { no: 'no', personal: 'a person', company: 'a company', both: 'both' },
};

const CHINESE = {
  skip: '跳到实例列表', title: '京东云模拟器', instances: '实例列表', nameAndId: '名称 / ID', zone: '可用区', network: '私有网络 / 子网',
  domains: '内网 / 公网域名', status: '状态', billing: '订单，创建时间', operation: '操作', noInstances: '暂无实例。客户端订购后会自动出现在这里。',
  orders: '订单', number: '订单号', instance: '实例', amount: '金额（元）', by: '下单方', placedPaid: '下单 / 支付时间', noOrders: '暂无订单。',
  timeline: '按运行分组的请求', noRequests: '暂无请求。', faults: '故障', call: '调用', nth: '从现在起第几次', when: '时机', before: '生效之前', after: '生效之后',
  what: '故障类型', arm: '注入故障', disarm: '撤销全部故障', fate: '此后订购的实例', account: '账户', accessKey: 'Access Key', cash: '余额（元）',
  orderAmount: '每单金额（元）', verified: '实名认证', change: '修改', time: '时间', oneDay: '+1 天', colleague: '控制台上的同事', name: '名称', order: '下单',
  all: '全部', reset: '清空模拟云', ledger: '账本：实际发生的事', footer: '列出其他可查询和可注入的内容。这里的一切都不收费。',
  live: '实时', lost: '未连接', moved: by => `时钟已偏移 ${by}`,
  remove: '删除', removeOf: name => `删除 ${name}`, client: '客户端', aColleague: '同事',
  pay: '支付', cancel: '取消', payOf: number => `支付订单 ${number}`, cancelOf: number => `取消订单 ${number}`,
  unseen: '调用方尚不可见', noRun: '不属于任何运行：查询与检查', calls: n => `${n} 次调用`,
  refused: n => `${n} 次被拒绝`, unanswered: n => `${n} 次无应答`, noAnswer: '无应答', struck: '故障：',
  spent: '已触发', armedNow: '待触发', takeBack: '撤销', takeBackOf: what => `撤销：${what}`,
  armed: '故障已注入。', changed: '已修改。', done: '已完成。', unreachable: '模拟器没有应答。',
  sure: '清空整个模拟云？账户、订单和实例都将丢失。',
  balance: '余额', frozen: '冻结', coupons: '代金券', realName: '实名认证', key: 'Access Key', denied: '无权限', closed: '未开放',
  older: n => `还有 ${n} 次更早的调用未显示`, newestOf: (n, all) => `最新 ${n} 个，共 ${all} 个`,
  verifiedWords: { no: '未认证', personal: '个人', company: '企业', both: '个人和企业' },
};

const pageEnglish = new Map();
let chinese = (localStorage.getItem('language') ?? navigator.language).startsWith('zh');

/** The words in the language that is chosen. */
export const words = new Proxy({}, { get: (_, key) => (chinese && CHINESE[key]) || ENGLISH[key] });

/** Puts the page's own words in that language. */
export function speak() {
  document.documentElement.lang = chinese ? 'zh-CN' : 'en';
  for (const element of document.querySelectorAll('[data-word]')) {
    const key = element.dataset.word;
    if (!pageEnglish.has(key)) {
      pageEnglish.set(key, element.textContent);
    }
    element.textContent = (chinese && CHINESE[key]) || pageEnglish.get(key);
  }
  document.title = chinese ? CHINESE.title : 'Simulated JD Cloud';
  const button = document.getElementById('language');
  button.textContent = chinese ? 'English' : '中文';
  button.lang = chinese ? 'en' : 'zh';
}

/** Changes to the other language, for this browser's later visits too. */
export function changeLanguage() {
  chinese = !chinese;
  localStorage.setItem('language', chinese ? 'zh' : 'en');
  speak();
}
