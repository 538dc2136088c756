/*
 * Demo schema of the IoT Hub SDK: what an initialisation script looks like, for examples and tests.
 * Licence: Apache-2.0.
 * It holds 36 statements: 12 DROP TABLE, 12 CREATE TABLE and 12 INSERT, for 12 tables.
 * It replaces those tables, and holds no secret: the demo administrator has no password.
 * Literals hold semicolons, quotes, backslash escapes and dollar-brace texts on purpose: the server splits the script.
 */

/* Tenants and the people who sign in. The demo administrator has no password: it is set on the first sign-in. */

DROP TABLE IF EXISTS `demo_tenant`;

CREATE TABLE `demo_tenant` (
  `id` varchar(32) NOT NULL COMMENT '租户编号',
  `title` varchar(128) NOT NULL COMMENT '租户名称',
  `region` varchar(32) NOT NULL COMMENT '所在地域',
  `settings` text COMMENT '设置(JSON)',
  `created_ms` bigint(20) NOT NULL COMMENT '创建时间(毫秒)',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8 COMMENT='租户';

DROP TABLE IF EXISTS `demo_user`;

CREATE TABLE `demo_user` (
  `id` varchar(32) NOT NULL COMMENT '用户编号',
  `tenant_id` varchar(32) NOT NULL COMMENT '租户编号',
  `email` varchar(190) NOT NULL COMMENT '邮箱',
  `role` varchar(32) NOT NULL COMMENT '角色',
  `display_name` varchar(64) DEFAULT NULL COMMENT '显示名',
  `password_hash` varchar(100) DEFAULT NULL COMMENT '密码散列, 首次登录前为空',
  `created_ms` bigint(20) NOT NULL COMMENT '创建时间(毫秒)',
  PRIMARY KEY (`id`),
  UNIQUE KEY `uk_demo_user_email` (`email`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8 COMMENT='用户';

INSERT INTO `demo_tenant` (`id`, `title`, `region`, `settings`, `created_ms`) VALUES
('tenant-demo', '演示租户', 'cn-north-1', '{\"language\":\"zh-CN\",\"timeZone\":\"Asia/Shanghai\",\"motto\":\"万物互联; 安全可靠\"}', 1767225600000);

INSERT INTO `demo_user` (`id`, `tenant_id`, `email`, `role`, `display_name`, `password_hash`, `created_ms`) VALUES
('user-admin', 'tenant-demo', 'admin@demo.invalid', 'TENANT_ADMIN', '演示管理员', NULL, 1767225600000),
('user-viewer', 'tenant-demo', 'viewer@demo.invalid', 'VIEWER', '李\'小明\' (只读)', NULL, 1767225601000);

/* Models describe what a kind of device measures and what it can be told to do. */

DROP TABLE IF EXISTS `demo_model`;

CREATE TABLE `demo_model` (
  `id` varchar(32) NOT NULL COMMENT '模型编号',
  `name` varchar(64) NOT NULL COMMENT '模型名称',
  `protocol` varchar(16) NOT NULL COMMENT '接入协议',
  `description` varchar(512) DEFAULT NULL COMMENT '说明',
  PRIMARY KEY (`id`),
  UNIQUE KEY `uk_demo_model_name` (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8 COMMENT='物模型';

DROP TABLE IF EXISTS `demo_model_property`;

CREATE TABLE `demo_model_property` (
  `model_id` varchar(32) NOT NULL COMMENT '模型编号',
  `code` varchar(64) NOT NULL COMMENT '属性标识',
  `label` varchar(64) NOT NULL COMMENT '属性名称',
  `data_type` varchar(16) NOT NULL COMMENT '数据类型',
  `unit` varchar(16) DEFAULT NULL COMMENT '单位',
  `bounds` varchar(255) DEFAULT NULL COMMENT '取值范围(JSON)',
  `writable` tinyint(1) NOT NULL DEFAULT 0 COMMENT '是否可写',
  PRIMARY KEY (`model_id`, `code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8 COMMENT='物模型属性';

DROP TABLE IF EXISTS `demo_model_command`;

CREATE TABLE `demo_model_command` (
  `model_id` varchar(32) NOT NULL COMMENT '模型编号',
  `code` varchar(64) NOT NULL COMMENT '命令标识',
  `label` varchar(64) NOT NULL COMMENT '命令名称',
  `input` text COMMENT '输入参数(JSON)',
  `timeout_ms` int(11) NOT NULL DEFAULT 5000 COMMENT '超时(毫秒)',
  PRIMARY KEY (`model_id`, `code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8 COMMENT='物模型命令';

INSERT INTO `demo_model` (`id`, `name`, `protocol`, `description`) VALUES
('model-thermo', '温湿度传感器', 'MQTT', '每分钟上报一次; 电池供电'),
('model-meter', '智能电表', 'MQTT', '累计电量, 单位为\"千瓦时\"'),
('model-valve', '电动阀门', 'CoAP', '可远程开关;断电时保持原位'),
('model-gateway', '边缘网关', 'MQTT', '路径形如 C:\\edge\\config.json 或 /etc/edge/config.json');

INSERT INTO `demo_model_property` (`model_id`, `code`, `label`, `data_type`, `unit`, `bounds`, `writable`) VALUES
('model-thermo', 'temperature', '温度', 'double', '℃', '{\"min\":-40,\"max\":125}', 0),
('model-thermo', 'humidity', '湿度', 'double', '%RH', '{\"min\":0,\"max\":100}', 0),
('model-thermo', 'battery', '电量', 'int', '%', '{\"min\":0,\"max\":100}', 0),
('model-thermo', 'interval', '上报间隔', 'int', 's', '{\"min\":10,\"max\":3600}', 1),
('model-meter', 'energy', '累计电量', 'double', 'kWh', '{\"min\":0}', 0),
('model-meter', 'voltage', '电压', 'double', 'V', '{\"min\":180,\"max\":260}', 0),
('model-meter', 'current', '电流', 'double', 'A', '{\"min\":0,\"max\":100}', 0),
('model-valve', 'opening', '开度', 'int', '%', '{\"min\":0,\"max\":100}', 1),
('model-valve', 'fault', '故障码', 'string', NULL, '{\"pattern\":\"^E[0-9]{3};?$\"}', 0),
('model-gateway', 'firmware', '固件版本', 'string', NULL, '{\"maxLength\":32}', 0),
('model-gateway', 'children', '子设备数', 'int', NULL, '{\"min\":0,\"max\":200}', 0);

INSERT INTO `demo_model_command` (`model_id`, `code`, `label`, `input`, `timeout_ms`) VALUES
('model-thermo', 'calibrate', '校准', '{\"offset\":{\"type\":\"double\",\"label\":\"偏移量;单位 ℃\"}}', 8000),
('model-valve', 'open', '开阀', '{\"opening\":{\"type\":\"int\",\"default\":100}}', 15000),
('model-valve', 'close', '关阀', '{\"reason\":{\"type\":\"string\",\"label\":\"原因, 例如 \\\"检修\\\"\"}}', 15000),
('model-gateway', 'reboot', '重启', '{}', 60000),
('model-gateway', 'upgrade', '升级固件', '{\"url\":{\"type\":\"string\",\"label\":\"下载地址: https://${host}/fw/${version}.bin\"},\"sha256\":{\"type\":\"string\"}}', 600000);

/* Devices and how each of them proves who it is. Keys are only named here; their secrets are made when a device is activated. */

DROP TABLE IF EXISTS `demo_device`;

CREATE TABLE `demo_device` (
  `id` varchar(32) NOT NULL COMMENT '设备编号',
  `tenant_id` varchar(32) NOT NULL COMMENT '租户编号',
  `model_id` varchar(32) NOT NULL COMMENT '模型编号',
  `name` varchar(128) NOT NULL COMMENT '设备名称',
  `tags` varchar(512) DEFAULT NULL COMMENT '标签(JSON)',
  `state` varchar(16) NOT NULL DEFAULT 'CREATED' COMMENT '状态',
  `created_ms` bigint(20) NOT NULL COMMENT '创建时间(毫秒)',
  PRIMARY KEY (`id`),
  UNIQUE KEY `uk_demo_device_name` (`tenant_id`, `name`),
  KEY `ix_demo_device_model` (`model_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8 COMMENT='设备';

DROP TABLE IF EXISTS `demo_device_key`;

CREATE TABLE `demo_device_key` (
  `device_id` varchar(32) NOT NULL COMMENT '设备编号',
  `kind` varchar(16) NOT NULL COMMENT '凭证类型',
  `key_name` varchar(64) NOT NULL COMMENT '凭证名称',
  `secret` varchar(255) DEFAULT NULL COMMENT '密钥, 激活时生成',
  `expires_ms` bigint(20) DEFAULT NULL COMMENT '过期时间(毫秒)',
  PRIMARY KEY (`device_id`, `kind`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8 COMMENT='设备密钥';

INSERT INTO `demo_device` (`id`, `tenant_id`, `model_id`, `name`, `tags`, `state`, `created_ms`) VALUES
('device-01', 'tenant-demo', 'model-thermo', '一号冷库温湿度', '{\"place\":\"北京;亦庄\",\"floor\":1}', 'ACTIVE', 1767225600000),
('device-02', 'tenant-demo', 'model-thermo', '二号冷库温湿度', '{\"place\":\"北京;亦庄\",\"floor\":1}', 'ACTIVE', 1767225660000),
('device-03', 'tenant-demo', 'model-meter', '总电表', '{\"place\":\"配电室\"}', 'ACTIVE', 1767225720000),
('device-04', 'tenant-demo', 'model-valve', '供水阀 A', '{\"place\":\"泵房\",\"line\":\"A\"}', 'ACTIVE', 1767225780000),
('device-05', 'tenant-demo', 'model-valve', '供水阀 B', '{\"place\":\"泵房\",\"line\":\"B\"}', 'CREATED', 1767225840000),
('device-06', 'tenant-demo', 'model-gateway', '园区网关', '{\"place\":\"机房\",\"rack\":\"R\\\"01\\\"\"}', 'CREATED', 1767225900000);

INSERT INTO `demo_device_key` (`device_id`, `kind`, `key_name`, `secret`, `expires_ms`) VALUES
('device-01', 'TOKEN', 'device-01-key', NULL, NULL),
('device-02', 'TOKEN', 'device-02-key', NULL, NULL),
('device-03', 'TOKEN', 'device-03-key', NULL, NULL),
('device-04', 'TOKEN', 'device-04-key', NULL, NULL),
('device-05', 'TOKEN', 'device-05-key', NULL, NULL),
('device-06', 'X509', 'device-06-key', NULL, NULL);

/* What devices report, and the alarms that came of it. */

DROP TABLE IF EXISTS `demo_telemetry`;

CREATE TABLE `demo_telemetry` (
  `device_id` varchar(32) NOT NULL COMMENT '设备编号',
  `code` varchar(64) NOT NULL COMMENT '属性标识',
  `ts_ms` bigint(20) NOT NULL COMMENT '采集时间(毫秒)',
  `number_value` double DEFAULT NULL COMMENT '数值',
  `text_value` varchar(1024) DEFAULT NULL COMMENT '文本值',
  PRIMARY KEY (`device_id`, `code`, `ts_ms`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8 COMMENT='遥测数据';

DROP TABLE IF EXISTS `demo_alarm`;

CREATE TABLE `demo_alarm` (
  `id` varchar(32) NOT NULL COMMENT '告警编号',
  `device_id` varchar(32) NOT NULL COMMENT '设备编号',
  `severity` varchar(16) NOT NULL COMMENT '级别',
  `message` varchar(512) NOT NULL COMMENT '内容',
  `raised_ms` bigint(20) NOT NULL COMMENT '发生时间(毫秒)',
  `cleared_ms` bigint(20) DEFAULT NULL COMMENT '恢复时间(毫秒)',
  PRIMARY KEY (`id`),
  KEY `ix_demo_alarm_device` (`device_id`, `raised_ms`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8 COMMENT='告警';

INSERT INTO `demo_telemetry` (`device_id`, `code`, `ts_ms`, `number_value`, `text_value`) VALUES
('device-01', 'temperature', 1767229200000, -18.4, NULL),
('device-02', 'temperature', 1767229200000, -19.1, NULL),
('device-03', 'energy', 1767229200000, 20418.5, NULL),
('device-01', 'temperature', 1767229260000, -18.05, NULL),
('device-02', 'temperature', 1767229260000, -19.08, NULL),
('device-03', 'energy', 1767229260000, 20418.92, NULL),
('device-01', 'temperature', 1767229320000, -17.7, NULL),
('device-02', 'temperature', 1767229320000, -19.06, NULL),
('device-03', 'energy', 1767229320000, 20419.34, NULL),
('device-01', 'temperature', 1767229380000, -17.35, NULL),
('device-02', 'temperature', 1767229380000, -19.04, NULL),
('device-03', 'energy', 1767229380000, 20419.76, NULL),
('device-01', 'temperature', 1767229440000, -17.0, NULL),
('device-02', 'temperature', 1767229440000, -19.02, NULL),
('device-03', 'energy', 1767229440000, 20420.18, NULL),
('device-01', 'temperature', 1767229500000, -16.65, NULL),
('device-02', 'temperature', 1767229500000, -19.0, NULL),
('device-03', 'energy', 1767229500000, 20420.6, NULL),
('device-01', 'temperature', 1767229560000, -16.3, NULL),
('device-02', 'temperature', 1767229560000, -18.98, NULL),
('device-03', 'energy', 1767229560000, 20421.02, NULL),
('device-01', 'temperature', 1767229620000, -15.95, NULL),
('device-02', 'temperature', 1767229620000, -18.96, NULL),
('device-03', 'energy', 1767229620000, 20421.44, NULL),
('device-01', 'temperature', 1767229680000, -15.6, NULL),
('device-02', 'temperature', 1767229680000, -18.94, NULL),
('device-03', 'energy', 1767229680000, 20421.86, NULL),
('device-01', 'temperature', 1767229740000, -15.25, NULL),
('device-02', 'temperature', 1767229740000, -18.92, NULL),
('device-03', 'energy', 1767229740000, 20422.28, NULL),
('device-01', 'temperature', 1767229800000, -14.9, NULL),
('device-02', 'temperature', 1767229800000, -18.9, NULL),
('device-03', 'energy', 1767229800000, 20422.7, NULL),
('device-01', 'temperature', 1767229860000, -14.55, NULL),
('device-02', 'temperature', 1767229860000, -18.88, NULL),
('device-03', 'energy', 1767229860000, 20423.12, NULL),
('device-06', 'firmware', 1767229200000, NULL, '2.4.1; build \'release\'');

INSERT INTO `demo_alarm` (`id`, `device_id`, `severity`, `message`, `raised_ms`, `cleared_ms`) VALUES
('alarm-01', 'device-01', 'MAJOR', '冷库温度 -14.9℃ 高于 -15℃; 请检查库门', 1767229800000, NULL),
('alarm-02', 'device-04', 'MINOR', '阀门反馈: \"E102;\"\n已自动复位', 1767230600000, 1767230660000);

/* Rule chains: the order in which messages pass the components below. */

DROP TABLE IF EXISTS `demo_rule_chain`;

CREATE TABLE `demo_rule_chain` (
  `id` varchar(32) NOT NULL COMMENT '规则链编号',
  `tenant_id` varchar(32) NOT NULL COMMENT '租户编号',
  `name` varchar(128) NOT NULL COMMENT '规则链名称',
  `is_root` tinyint(1) NOT NULL DEFAULT 0 COMMENT '是否根链',
  `definition` mediumtext NOT NULL COMMENT '定义(JSON)',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8 COMMENT='规则链';

INSERT INTO `demo_rule_chain` (`id`, `tenant_id`, `name`, `is_root`, `definition`) VALUES
('chain-root', 'tenant-demo', '根规则链', 1, '{\"first\":\"switch\",\"nodes\":[{\"id\":\"switch\",\"component\":\"filter.message-type\"},{\"id\":\"save\",\"component\":\"store.telemetry\",\"config\":{\"ttlDays\":30}},{\"id\":\"cold\",\"component\":\"flow.chain\",\"config\":{\"chain\":\"chain-cold\"}}],\"links\":[[\"switch\",\"Telemetry\",\"save\"],[\"save\",\"Success\",\"cold\"]]}'),
('chain-cold', 'tenant-demo', '冷库超温告警', 0, '{\"first\":\"hot\",\"nodes\":[{\"id\":\"hot\",\"component\":\"filter.script\",\"config\":{\"script\":\"var t = msg.temperature;\\nif (t > -15 && metadata.model === \'model-thermo\') {\\n  metadata.severity = \\\"MAJOR\\\";\\n  return true;\\n}\\nreturn false;\"}},{\"id\":\"raise\",\"component\":\"alarm.raise\",\"config\":{\"type\":\"冷库超温\",\"message\":\"${deviceName} 温度 ${temperature}℃; 阈值 -15℃\"}},{\"id\":\"mail\",\"component\":\"notify.mail\",\"config\":{\"template\":\"notice-hot\"}}],\"links\":[[\"hot\",\"True\",\"raise\"],[\"raise\",\"Created\",\"mail\"]]}'),
('chain-energy', 'tenant-demo', '电量汇总', 0, '{\"first\":\"sum\",\"nodes\":[{\"id\":\"sum\",\"component\":\"transform.script\",\"config\":{\"script\":\"var total = 0;\\nfor (var i = 0; i < msg.values.length; i++) {\\n  total += msg.values[i];\\n}\\nreturn {msg: {total: total, label: \'合计\'}, metadata: metadata, msgType: msgType};\"}},{\"id\":\"push\",\"component\":\"egress.http\",\"config\":{\"url\":\"https://example.invalid/energy?day=${day};site=${site}\"}}],\"links\":[[\"sum\",\"Success\",\"push\"]]}');

/* The catalogue of rule components: one statement, larger than 40 KB, as a real catalogue is. */

DROP TABLE IF EXISTS `demo_rule_component`;

CREATE TABLE `demo_rule_component` (
  `code` varchar(64) NOT NULL COMMENT '组件标识',
  `category` varchar(32) NOT NULL COMMENT '分类',
  `label` varchar(64) NOT NULL COMMENT '组件名称',
  `descriptor` text NOT NULL COMMENT '描述(JSON): 配置表单, 默认值, 出口',
  `sample` text COMMENT '示例脚本或模板',
  `version` int(11) NOT NULL DEFAULT 1 COMMENT '版本',
  PRIMARY KEY (`code`),
  KEY `ix_demo_rule_component_category` (`category`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8 COMMENT='规则组件目录';

INSERT INTO `demo_rule_component` (`code`, `category`, `label`, `descriptor`, `sample`, `version`) VALUES
('filter.message-type', 'filter', '消息类型过滤', '{\"description\":\"按消息类型放行或分流, 是多数规则链的第一个组件。\",\"icon\":\"filter\",\"outputs\":[\"True\",\"False\"],\"form\":[{\"name\":\"types\",\"type\":\"list\",\"label\":\"消息类型\",\"help\":\"只放行列出的消息类型, 其余走 \\\"False\\\" 出口。\",\"required\":true},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"types\":\"TELEMETRY;ATTRIBUTES\",\"queue\":\"main\",\"debugMode\":false}}', NULL, 1),
('filter.script', 'filter', '脚本过滤', '{\"description\":\"用一段脚本判断消息走哪个出口; 脚本出错时走 Failure。\",\"icon\":\"filter\",\"outputs\":[\"True\",\"False\",\"Failure\"],\"form\":[{\"name\":\"script\",\"type\":\"javascript\",\"label\":\"脚本\",\"help\":\"JavaScript 函数体, 可使用 msg、metadata 与 msgType; 最后一条语句必须是 return。\",\"required\":true},{\"name\":\"timeoutMs\",\"type\":\"int\",\"label\":\"超时(毫秒)\",\"help\":\"超过该时间仍未完成则从 Failure 出口送出; 0 表示使用平台默认值。\",\"required\":false},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"script\":\"return true;\",\"timeoutMs\":5000,\"queue\":\"main\",\"debugMode\":false}}', 'var t = msg.temperature;\nif (t > -15 && metadata.model === \'model-thermo\') {\n  metadata.severity = \"MAJOR\";\n  return true;\n}\nreturn false;', 1),
('filter.switch', 'filter', '脚本分流', '{\"description\":\"脚本返回一个或多个出口名称, 消息被复制到这些出口。\",\"icon\":\"filter\",\"outputs\":[\"*\",\"Failure\"],\"form\":[{\"name\":\"script\",\"type\":\"javascript\",\"label\":\"脚本\",\"help\":\"JavaScript 函数体, 可使用 msg、metadata 与 msgType; 最后一条语句必须是 return。\",\"required\":true},{\"name\":\"timeoutMs\",\"type\":\"int\",\"label\":\"超时(毫秒)\",\"help\":\"超过该时间仍未完成则从 Failure 出口送出; 0 表示使用平台默认值。\",\"required\":false},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"script\":\"return true;\",\"timeoutMs\":5000,\"queue\":\"main\",\"debugMode\":false}}', 'function next(msg) {\n  if (msg.temperature > 0) { return [\'Hot\']; }\n  return [\'Cold\', \'Archive\'];\n}\nreturn next(msg);', 1),
('filter.keys-present', 'filter', '字段存在检查', '{\"description\":\"所有字段都存在时走 True。\",\"icon\":\"filter\",\"outputs\":[\"True\",\"False\"],\"form\":[{\"name\":\"keys\",\"type\":\"list\",\"label\":\"字段名\",\"help\":\"需要处理的字段, 以分号分隔; 名称区分大小写。\",\"required\":true},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"keys\":\"temperature;humidity\",\"queue\":\"main\",\"debugMode\":false}}', NULL, 1),
('filter.threshold', 'filter', '阈值判断', '{\"description\":\"把数值与上下限比较, 含回差, 避免在阈值附近反复触发。\",\"icon\":\"filter\",\"outputs\":[\"Low\",\"Normal\",\"High\",\"Failure\"],\"form\":[{\"name\":\"keys\",\"type\":\"list\",\"label\":\"字段名\",\"help\":\"需要处理的字段, 以分号分隔; 名称区分大小写。\",\"required\":true},{\"name\":\"low\",\"type\":\"double\",\"label\":\"下限\",\"help\":\"小于下限走 Low 出口; 留空表示不限。\",\"required\":false},{\"name\":\"high\",\"type\":\"double\",\"label\":\"上限\",\"help\":\"大于上限走 High 出口; 留空表示不限。\",\"required\":false},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"keys\":\"temperature;humidity\",\"low\":-20.0,\"high\":-15.0,\"queue\":\"main\",\"debugMode\":false}}', NULL, 1),
('filter.geofence', 'filter', '电子围栏', '{\"description\":\"判断坐标是否位于多边形区域之内。\",\"icon\":\"filter\",\"outputs\":[\"Inside\",\"Outside\",\"Failure\"],\"form\":[{\"name\":\"area\",\"type\":\"json\",\"label\":\"区域\",\"help\":\"多边形顶点, 依次为 [经度, 纬度]; 首尾自动闭合。\",\"required\":true},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"area\":[[116.5,39.79],[116.53,39.79],[116.53,39.81]],\"queue\":\"main\",\"debugMode\":false}}', NULL, 1),
('filter.duplicate', 'filter', '去重', '{\"description\":\"在窗口内丢弃内容相同的消息; 以消息编号与内容散列判断。\",\"icon\":\"filter\",\"outputs\":[\"First\",\"Duplicate\"],\"form\":[{\"name\":\"windowMs\",\"type\":\"int\",\"label\":\"窗口(毫秒)\",\"help\":\"在窗口内的消息合并处理; 窗口按设备分别计算。\",\"required\":true},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"windowMs\":60000,\"queue\":\"main\",\"debugMode\":false}}', NULL, 1),
('filter.schedule', 'filter', '时段过滤', '{\"description\":\"只在工作时段放行, 节假日按租户日历处理。\",\"icon\":\"filter\",\"outputs\":[\"True\",\"False\"],\"form\":[{\"name\":\"script\",\"type\":\"javascript\",\"label\":\"脚本\",\"help\":\"JavaScript 函数体, 可使用 msg、metadata 与 msgType; 最后一条语句必须是 return。\",\"required\":true},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"script\":\"return true;\",\"queue\":\"main\",\"debugMode\":false}}', 'var h = new Date(metadata.ts).getHours();\nreturn h >= 8 && h < 20; /* 工作时段 */', 1),
('enrich.device-attributes', 'enrich', '补充设备属性', '{\"description\":\"读取设备属性写入元数据, 前缀为 dev_。\",\"icon\":\"enrich\",\"outputs\":[\"Success\",\"Failure\"],\"form\":[{\"name\":\"keys\",\"type\":\"list\",\"label\":\"字段名\",\"help\":\"需要处理的字段, 以分号分隔; 名称区分大小写。\",\"required\":true},{\"name\":\"scope\",\"type\":\"enum\",\"label\":\"作用域\",\"help\":\"CLIENT、SERVER 或 SHARED。\",\"required\":true},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"keys\":\"temperature;humidity\",\"scope\":\"SERVER\",\"queue\":\"main\",\"debugMode\":false}}', NULL, 1),
('enrich.tenant-attributes', 'enrich', '补充租户属性', '{\"description\":\"读取租户属性写入元数据, 前缀为 ten_。\",\"icon\":\"enrich\",\"outputs\":[\"Success\",\"Failure\"],\"form\":[{\"name\":\"keys\",\"type\":\"list\",\"label\":\"字段名\",\"help\":\"需要处理的字段, 以分号分隔; 名称区分大小写。\",\"required\":true},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"keys\":\"temperature;humidity\",\"queue\":\"main\",\"debugMode\":false}}', NULL, 1),
('enrich.latest-telemetry', 'enrich', '补充最新遥测', '{\"description\":\"读取最近一次遥测值写入元数据; 没有值时写入空串。\",\"icon\":\"enrich\",\"outputs\":[\"Success\",\"Failure\"],\"form\":[{\"name\":\"keys\",\"type\":\"list\",\"label\":\"字段名\",\"help\":\"需要处理的字段, 以分号分隔; 名称区分大小写。\",\"required\":true},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"keys\":\"temperature;humidity\",\"queue\":\"main\",\"debugMode\":false}}', NULL, 1),
('enrich.history', 'enrich', '补充历史遥测', '{\"description\":\"读取窗口内的历史值, 以数组写入消息。\",\"icon\":\"enrich\",\"outputs\":[\"Success\",\"Failure\"],\"form\":[{\"name\":\"keys\",\"type\":\"list\",\"label\":\"字段名\",\"help\":\"需要处理的字段, 以分号分隔; 名称区分大小写。\",\"required\":true},{\"name\":\"windowMs\",\"type\":\"int\",\"label\":\"窗口(毫秒)\",\"help\":\"在窗口内的消息合并处理; 窗口按设备分别计算。\",\"required\":true},{\"name\":\"maxItems\",\"type\":\"int\",\"label\":\"最大条数\",\"help\":\"达到该条数时立即送出, 不等窗口结束。\",\"required\":false},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"keys\":\"temperature;humidity\",\"windowMs\":60000,\"maxItems\":500,\"queue\":\"main\",\"debugMode\":false}}', NULL, 1),
('enrich.related', 'enrich', '补充关联设备属性', '{\"description\":\"沿关系找到关联设备并读取其属性。\",\"icon\":\"enrich\",\"outputs\":[\"Success\",\"Failure\"],\"form\":[{\"name\":\"relation\",\"type\":\"string\",\"label\":\"关系\",\"help\":\"关系名称, 例如 \\\"属于\\\"、\\\"控制\\\"。\",\"required\":true},{\"name\":\"direction\",\"type\":\"enum\",\"label\":\"方向\",\"help\":\"FROM 表示从设备出发, TO 表示指向设备。\",\"required\":true},{\"name\":\"keys\",\"type\":\"list\",\"label\":\"字段名\",\"help\":\"需要处理的字段, 以分号分隔; 名称区分大小写。\",\"required\":true},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"relation\":\"属于\",\"direction\":\"FROM\",\"keys\":\"temperature;humidity\",\"queue\":\"main\",\"debugMode\":false}}', NULL, 1),
('enrich.http', 'enrich', '外部接口补充', '{\"description\":\"调用外部接口, 把应答写入元数据; 接口慢时不阻塞其他设备。\",\"icon\":\"enrich\",\"outputs\":[\"Success\",\"Failure\"],\"form\":[{\"name\":\"url\",\"type\":\"string\",\"label\":\"地址\",\"help\":\"可含占位符, 如 ${deviceName}; 占位符取自消息元数据, 缺失时按空串处理。\",\"required\":true},{\"name\":\"method\",\"type\":\"enum\",\"label\":\"请求方法\",\"help\":\"GET、POST、PUT 或 DELETE。\",\"required\":true},{\"name\":\"headers\",\"type\":\"map\",\"label\":\"请求头\",\"help\":\"每行一个, 形如 名称: 值; 值可含占位符 ${traceId}。\",\"required\":false},{\"name\":\"timeoutMs\",\"type\":\"int\",\"label\":\"超时(毫秒)\",\"help\":\"超过该时间仍未完成则从 Failure 出口送出; 0 表示使用平台默认值。\",\"required\":false},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"url\":\"https://example.invalid/hook/${deviceId}\",\"method\":\"POST\",\"headers\":{\"Content-Type\":\"application/json; charset=UTF-8\"},\"timeoutMs\":5000,\"queue\":\"main\",\"debugMode\":false}}', '// 应答示例\n{\"weather\": \"晴; 北风 3 级\", \"temp\": -4}', 1),
('transform.script', 'transform', '脚本转换', '{\"description\":\"用脚本改写消息、元数据与消息类型。\",\"icon\":\"transform\",\"outputs\":[\"Success\",\"Failure\"],\"form\":[{\"name\":\"script\",\"type\":\"javascript\",\"label\":\"脚本\",\"help\":\"JavaScript 函数体, 可使用 msg、metadata 与 msgType; 最后一条语句必须是 return。\",\"required\":true},{\"name\":\"timeoutMs\",\"type\":\"int\",\"label\":\"超时(毫秒)\",\"help\":\"超过该时间仍未完成则从 Failure 出口送出; 0 表示使用平台默认值。\",\"required\":false},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"script\":\"return true;\",\"timeoutMs\":5000,\"queue\":\"main\",\"debugMode\":false}}', 'var total = 0;\nfor (var i = 0; i < msg.values.length; i++) {\n  total += msg.values[i];\n}\nreturn {msg: {total: total, label: \'合计\'}, metadata: metadata, msgType: msgType};', 1),
('transform.rename', 'transform', '字段改名', '{\"description\":\"按对照表改名, 不在表中的字段保持原样。\",\"icon\":\"transform\",\"outputs\":[\"Success\"],\"form\":[{\"name\":\"headers\",\"type\":\"map\",\"label\":\"请求头\",\"help\":\"每行一个, 形如 名称: 值; 值可含占位符 ${traceId}。\",\"required\":false},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"headers\":{\"Content-Type\":\"application/json; charset=UTF-8\"},\"queue\":\"main\",\"debugMode\":false}}', NULL, 1),
('transform.pick', 'transform', '字段选取', '{\"description\":\"只保留列出的字段。\",\"icon\":\"transform\",\"outputs\":[\"Success\"],\"form\":[{\"name\":\"keys\",\"type\":\"list\",\"label\":\"字段名\",\"help\":\"需要处理的字段, 以分号分隔; 名称区分大小写。\",\"required\":true},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"keys\":\"temperature;humidity\",\"queue\":\"main\",\"debugMode\":false}}', NULL, 1),
('transform.unit', 'transform', '单位换算', '{\"description\":\"把数值换算到目标单位。\",\"icon\":\"transform\",\"outputs\":[\"Success\",\"Failure\"],\"form\":[{\"name\":\"keys\",\"type\":\"list\",\"label\":\"字段名\",\"help\":\"需要处理的字段, 以分号分隔; 名称区分大小写。\",\"required\":true},{\"name\":\"unit\",\"type\":\"enum\",\"label\":\"目标单位\",\"help\":\"支持 ℃、℉、K、kWh、MJ、Pa、bar 等。\",\"required\":true},{\"name\":\"precision\",\"type\":\"int\",\"label\":\"小数位\",\"help\":\"四舍五入到该位数。\",\"required\":false},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"keys\":\"temperature;humidity\",\"unit\":\"℃\",\"precision\":2,\"queue\":\"main\",\"debugMode\":false}}', NULL, 1),
('transform.flatten', 'transform', '展开嵌套', '{\"description\":\"把嵌套对象展开为 a.b.c 形式的字段。\",\"icon\":\"transform\",\"outputs\":[\"Success\"],\"form\":[{\"name\":\"keys\",\"type\":\"list\",\"label\":\"字段名\",\"help\":\"需要处理的字段, 以分号分隔; 名称区分大小写。\",\"required\":true},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"keys\":\"temperature;humidity\",\"queue\":\"main\",\"debugMode\":false}}', NULL, 1),
('transform.template', 'transform', '模板拼接', '{\"description\":\"用模板生成新消息正文; 占位符缺失时保持原样。\",\"icon\":\"transform\",\"outputs\":[\"Success\",\"Failure\"],\"form\":[{\"name\":\"message\",\"type\":\"template\",\"label\":\"内容\",\"help\":\"告警正文, 可含占位符; 例如 \\\"${deviceName} 温度 ${temperature}℃\\\"。\",\"required\":false},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"message\":\"${deviceName}: ${value}\",\"queue\":\"main\",\"debugMode\":false}}', '{\"text\": \"${deviceName} 于 ${time} 上报 ${value}\"}', 1),
('transform.base64', 'transform', 'Base64 编解码', '{\"description\":\"二进制与文本互转。\",\"icon\":\"transform\",\"outputs\":[\"Success\",\"Failure\"],\"form\":[{\"name\":\"keys\",\"type\":\"list\",\"label\":\"字段名\",\"help\":\"需要处理的字段, 以分号分隔; 名称区分大小写。\",\"required\":true},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"keys\":\"temperature;humidity\",\"queue\":\"main\",\"debugMode\":false}}', NULL, 1),
('transform.split', 'transform', '数组拆分', '{\"description\":\"把数组中的每一项拆成一条消息, 顺序不变。\",\"icon\":\"transform\",\"outputs\":[\"Success\",\"Failure\"],\"form\":[{\"name\":\"keys\",\"type\":\"list\",\"label\":\"字段名\",\"help\":\"需要处理的字段, 以分号分隔; 名称区分大小写。\",\"required\":true},{\"name\":\"maxItems\",\"type\":\"int\",\"label\":\"最大条数\",\"help\":\"达到该条数时立即送出, 不等窗口结束。\",\"required\":false},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"keys\":\"temperature;humidity\",\"maxItems\":500,\"queue\":\"main\",\"debugMode\":false}}', NULL, 1),
('aggregate.window', 'aggregate', '窗口聚合', '{\"description\":\"在窗口内计算最小值、最大值、平均值与个数。\",\"icon\":\"aggregate\",\"outputs\":[\"Success\"],\"form\":[{\"name\":\"keys\",\"type\":\"list\",\"label\":\"字段名\",\"help\":\"需要处理的字段, 以分号分隔; 名称区分大小写。\",\"required\":true},{\"name\":\"windowMs\",\"type\":\"int\",\"label\":\"窗口(毫秒)\",\"help\":\"在窗口内的消息合并处理; 窗口按设备分别计算。\",\"required\":true},{\"name\":\"maxItems\",\"type\":\"int\",\"label\":\"最大条数\",\"help\":\"达到该条数时立即送出, 不等窗口结束。\",\"required\":false},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"keys\":\"temperature;humidity\",\"windowMs\":60000,\"maxItems\":500,\"queue\":\"main\",\"debugMode\":false}}', 'return {min: Math.min.apply(null, xs), max: Math.max.apply(null, xs), n: xs.length};', 1),
('aggregate.delta', 'aggregate', '差值计算', '{\"description\":\"与上一次的值相减, 常用于累计电量; 表计归零时走 Reset。\",\"icon\":\"aggregate\",\"outputs\":[\"Success\",\"Reset\"],\"form\":[{\"name\":\"keys\",\"type\":\"list\",\"label\":\"字段名\",\"help\":\"需要处理的字段, 以分号分隔; 名称区分大小写。\",\"required\":true},{\"name\":\"precision\",\"type\":\"int\",\"label\":\"小数位\",\"help\":\"四舍五入到该位数。\",\"required\":false},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"keys\":\"temperature;humidity\",\"precision\":2,\"queue\":\"main\",\"debugMode\":false}}', NULL, 1),
('aggregate.batch', 'aggregate', '成批发送', '{\"description\":\"把多条消息合成一批。\",\"icon\":\"aggregate\",\"outputs\":[\"Success\"],\"form\":[{\"name\":\"windowMs\",\"type\":\"int\",\"label\":\"窗口(毫秒)\",\"help\":\"在窗口内的消息合并处理; 窗口按设备分别计算。\",\"required\":true},{\"name\":\"maxItems\",\"type\":\"int\",\"label\":\"最大条数\",\"help\":\"达到该条数时立即送出, 不等窗口结束。\",\"required\":false},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"windowMs\":60000,\"maxItems\":500,\"queue\":\"main\",\"debugMode\":false}}', NULL, 1),
('store.telemetry', 'store', '保存遥测', '{\"description\":\"写入遥测历史并更新最新值。\",\"icon\":\"store\",\"outputs\":[\"Success\",\"Failure\"],\"form\":[{\"name\":\"ttlDays\",\"type\":\"int\",\"label\":\"保留天数\",\"help\":\"到期的数据由平台在夜间清理; 0 表示永久保留。\",\"required\":false},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"ttlDays\":30,\"queue\":\"main\",\"debugMode\":false}}', NULL, 1),
('store.attributes', 'store', '保存属性', '{\"description\":\"写入设备属性, 并通知已订阅的设备。\",\"icon\":\"store\",\"outputs\":[\"Success\",\"Failure\"],\"form\":[{\"name\":\"scope\",\"type\":\"enum\",\"label\":\"作用域\",\"help\":\"CLIENT、SERVER 或 SHARED。\",\"required\":true},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"scope\":\"SERVER\",\"queue\":\"main\",\"debugMode\":false}}', NULL, 1),
('store.table', 'store', '保存到数据表', '{\"description\":\"把消息写入业务数据库中的一张表; 语句由平台生成, 参数绑定, 不拼接。\",\"icon\":\"store\",\"outputs\":[\"Success\",\"Failure\"],\"form\":[{\"name\":\"table\",\"type\":\"string\",\"label\":\"数据表\",\"help\":\"表必须已存在; 列名与字段名一致, 多余字段被忽略。\",\"required\":true},{\"name\":\"timeoutMs\",\"type\":\"int\",\"label\":\"超时(毫秒)\",\"help\":\"超过该时间仍未完成则从 Failure 出口送出; 0 表示使用平台默认值。\",\"required\":false},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"table\":\"device_history\",\"timeoutMs\":5000,\"queue\":\"main\",\"debugMode\":false}}', 'INSERT INTO `device_history` (`device_id`, `value`) VALUES (:deviceId, :value);', 1),
('store.object', 'store', '保存到对象存储', '{\"description\":\"按日期生成对象名, 内容为一行一个 JSON。\",\"icon\":\"store\",\"outputs\":[\"Success\",\"Failure\"],\"form\":[{\"name\":\"url\",\"type\":\"string\",\"label\":\"地址\",\"help\":\"可含占位符, 如 ${deviceName}; 占位符取自消息元数据, 缺失时按空串处理。\",\"required\":true},{\"name\":\"windowMs\",\"type\":\"int\",\"label\":\"窗口(毫秒)\",\"help\":\"在窗口内的消息合并处理; 窗口按设备分别计算。\",\"required\":true},{\"name\":\"maxItems\",\"type\":\"int\",\"label\":\"最大条数\",\"help\":\"达到该条数时立即送出, 不等窗口结束。\",\"required\":false},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"url\":\"https://example.invalid/hook/${deviceId}\",\"windowMs\":60000,\"maxItems\":500,\"queue\":\"main\",\"debugMode\":false}}', NULL, 1),
('alarm.raise', 'alarm', '产生告警', '{\"description\":\"按类型产生或更新告警。\",\"icon\":\"alarm\",\"outputs\":[\"Created\",\"Updated\",\"Failure\"],\"form\":[{\"name\":\"type\",\"type\":\"string\",\"label\":\"告警类型\",\"help\":\"同一设备同一类型只会有一条未恢复的告警。\",\"required\":true},{\"name\":\"severity\",\"type\":\"enum\",\"label\":\"级别\",\"help\":\"CRITICAL、MAJOR、MINOR 或 WARNING。\",\"required\":true},{\"name\":\"message\",\"type\":\"template\",\"label\":\"内容\",\"help\":\"告警正文, 可含占位符; 例如 \\\"${deviceName} 温度 ${temperature}℃\\\"。\",\"required\":false},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"type\":\"超温\",\"severity\":\"MAJOR\",\"message\":\"${deviceName}: ${value}\",\"queue\":\"main\",\"debugMode\":false}}', '${deviceName}: 温度 ${temperature}℃; 请尽快处理', 1),
('alarm.clear', 'alarm', '恢复告警', '{\"description\":\"条件不再成立时恢复告警。\",\"icon\":\"alarm\",\"outputs\":[\"Cleared\",\"False\",\"Failure\"],\"form\":[{\"name\":\"type\",\"type\":\"string\",\"label\":\"告警类型\",\"help\":\"同一设备同一类型只会有一条未恢复的告警。\",\"required\":true},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"type\":\"超温\",\"queue\":\"main\",\"debugMode\":false}}', NULL, 1),
('alarm.escalate', 'alarm', '告警升级', '{\"description\":\"超过时限无人确认时提高级别, 并通知上一级负责人。\",\"icon\":\"alarm\",\"outputs\":[\"Escalated\",\"False\"],\"form\":[{\"name\":\"type\",\"type\":\"string\",\"label\":\"告警类型\",\"help\":\"同一设备同一类型只会有一条未恢复的告警。\",\"required\":true},{\"name\":\"severity\",\"type\":\"enum\",\"label\":\"级别\",\"help\":\"CRITICAL、MAJOR、MINOR 或 WARNING。\",\"required\":true},{\"name\":\"delayMs\",\"type\":\"int\",\"label\":\"延迟(毫秒)\",\"help\":\"消息在内存中等待; 平台重启后从持久队列恢复。\",\"required\":true},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"type\":\"超温\",\"severity\":\"MAJOR\",\"delayMs\":1000,\"queue\":\"main\",\"debugMode\":false}}', NULL, 1),
('notify.mail', 'notify', '邮件通知', '{\"description\":\"按模板发送邮件, 正文可为 HTML。\",\"icon\":\"notify\",\"outputs\":[\"Success\",\"Failure\"],\"form\":[{\"name\":\"template\",\"type\":\"string\",\"label\":\"模板\",\"help\":\"通知模板的编号, 见 demo_notice_template。\",\"required\":true},{\"name\":\"to\",\"type\":\"list\",\"label\":\"接收人\",\"help\":\"邮箱或手机号, 以分号分隔; 可写 ${userEmail}。\",\"required\":true},{\"name\":\"retries\",\"type\":\"int\",\"label\":\"重试次数\",\"help\":\"只对明确可重试的失败生效; 每次间隔加倍。\",\"required\":false},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"template\":\"notice-hot\",\"to\":\"${userEmail}\",\"retries\":3,\"queue\":\"main\",\"debugMode\":false}}', '<p>您好,&nbsp;<b>${userEmail}</b>;</p>\n<p>设备 \"${deviceName}\" 温度异常: ${temperature}℃</p>', 1),
('notify.sms', 'notify', '短信通知', '{\"description\":\"按模板发送短信; 同一号码每分钟最多一条。\",\"icon\":\"notify\",\"outputs\":[\"Success\",\"Failure\"],\"form\":[{\"name\":\"template\",\"type\":\"string\",\"label\":\"模板\",\"help\":\"通知模板的编号, 见 demo_notice_template。\",\"required\":true},{\"name\":\"to\",\"type\":\"list\",\"label\":\"接收人\",\"help\":\"邮箱或手机号, 以分号分隔; 可写 ${userEmail}。\",\"required\":true},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"template\":\"notice-hot\",\"to\":\"${userEmail}\",\"queue\":\"main\",\"debugMode\":false}}', '【演示】${deviceName} 温度 ${temperature}℃, 请处理;', 1),
('notify.webhook', 'notify', '群机器人通知', '{\"description\":\"向办公群的机器人发送一条消息。\",\"icon\":\"notify\",\"outputs\":[\"Success\",\"Failure\"],\"form\":[{\"name\":\"url\",\"type\":\"string\",\"label\":\"地址\",\"help\":\"可含占位符, 如 ${deviceName}; 占位符取自消息元数据, 缺失时按空串处理。\",\"required\":true},{\"name\":\"message\",\"type\":\"template\",\"label\":\"内容\",\"help\":\"告警正文, 可含占位符; 例如 \\\"${deviceName} 温度 ${temperature}℃\\\"。\",\"required\":false},{\"name\":\"retries\",\"type\":\"int\",\"label\":\"重试次数\",\"help\":\"只对明确可重试的失败生效; 每次间隔加倍。\",\"required\":false},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"url\":\"https://example.invalid/hook/${deviceId}\",\"message\":\"${deviceName}: ${value}\",\"retries\":3,\"queue\":\"main\",\"debugMode\":false}}', '{\"msgtype\": \"text\", \"text\": {\"content\": \"告警; ${deviceName}\"}}', 1),
('egress.http', 'egress', 'HTTP 推送', '{\"description\":\"把消息推送到外部接口, 2xx 视为成功。\",\"icon\":\"egress\",\"outputs\":[\"Success\",\"Failure\"],\"form\":[{\"name\":\"url\",\"type\":\"string\",\"label\":\"地址\",\"help\":\"可含占位符, 如 ${deviceName}; 占位符取自消息元数据, 缺失时按空串处理。\",\"required\":true},{\"name\":\"method\",\"type\":\"enum\",\"label\":\"请求方法\",\"help\":\"GET、POST、PUT 或 DELETE。\",\"required\":true},{\"name\":\"headers\",\"type\":\"map\",\"label\":\"请求头\",\"help\":\"每行一个, 形如 名称: 值; 值可含占位符 ${traceId}。\",\"required\":false},{\"name\":\"timeoutMs\",\"type\":\"int\",\"label\":\"超时(毫秒)\",\"help\":\"超过该时间仍未完成则从 Failure 出口送出; 0 表示使用平台默认值。\",\"required\":false},{\"name\":\"retries\",\"type\":\"int\",\"label\":\"重试次数\",\"help\":\"只对明确可重试的失败生效; 每次间隔加倍。\",\"required\":false},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"url\":\"https://example.invalid/hook/${deviceId}\",\"method\":\"POST\",\"headers\":{\"Content-Type\":\"application/json; charset=UTF-8\"},\"timeoutMs\":5000,\"retries\":3,\"queue\":\"main\",\"debugMode\":false}}', NULL, 1),
('egress.kafka', 'egress', 'Kafka 推送', '{\"description\":\"写入消息队列, 以设备编号为键, 保证同一设备有序。\",\"icon\":\"egress\",\"outputs\":[\"Success\",\"Failure\"],\"form\":[{\"name\":\"servers\",\"type\":\"list\",\"label\":\"服务地址\",\"help\":\"多个地址以分号分隔, 按顺序尝试。\",\"required\":true},{\"name\":\"topic\",\"type\":\"string\",\"label\":\"主题\",\"help\":\"主题名, 支持占位符 ${tenant} 与 ${deviceId}。\",\"required\":true},{\"name\":\"timeoutMs\",\"type\":\"int\",\"label\":\"超时(毫秒)\",\"help\":\"超过该时间仍未完成则从 Failure 出口送出; 0 表示使用平台默认值。\",\"required\":false},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"servers\":\"10.0.0.5:9092;10.0.0.6:9092\",\"topic\":\"iot/${tenant}/${deviceId}\",\"timeoutMs\":5000,\"queue\":\"main\",\"debugMode\":false}}', NULL, 1),
('egress.mqtt', 'egress', 'MQTT 转发', '{\"description\":\"转发到另一台 MQTT 服务器, 服务质量为 1。\",\"icon\":\"egress\",\"outputs\":[\"Success\",\"Failure\"],\"form\":[{\"name\":\"servers\",\"type\":\"list\",\"label\":\"服务地址\",\"help\":\"多个地址以分号分隔, 按顺序尝试。\",\"required\":true},{\"name\":\"topic\",\"type\":\"string\",\"label\":\"主题\",\"help\":\"主题名, 支持占位符 ${tenant} 与 ${deviceId}。\",\"required\":true},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"servers\":\"10.0.0.5:9092;10.0.0.6:9092\",\"topic\":\"iot/${tenant}/${deviceId}\",\"queue\":\"main\",\"debugMode\":false}}', NULL, 1),
('egress.queue', 'egress', '消息队列推送', '{\"description\":\"写入云上消息队列。\",\"icon\":\"egress\",\"outputs\":[\"Success\",\"Failure\"],\"form\":[{\"name\":\"topic\",\"type\":\"string\",\"label\":\"主题\",\"help\":\"主题名, 支持占位符 ${tenant} 与 ${deviceId}。\",\"required\":true},{\"name\":\"retries\",\"type\":\"int\",\"label\":\"重试次数\",\"help\":\"只对明确可重试的失败生效; 每次间隔加倍。\",\"required\":false},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"topic\":\"iot/${tenant}/${deviceId}\",\"retries\":3,\"queue\":\"main\",\"debugMode\":false}}', NULL, 1),
('command.send', 'command', '下发命令', '{\"description\":\"向设备下发命令并等待应答; 设备离线时走 Offline。\",\"icon\":\"command\",\"outputs\":[\"Success\",\"Offline\",\"Timeout\",\"Failure\"],\"form\":[{\"name\":\"command\",\"type\":\"string\",\"label\":\"命令\",\"help\":\"物模型中定义的命令标识。\",\"required\":true},{\"name\":\"input\",\"type\":\"json\",\"label\":\"命令参数\",\"help\":\"JSON 对象, 值可含占位符; 例如 {\\\"reason\\\":\\\"${alarmType}\\\"}。\",\"required\":false},{\"name\":\"timeoutMs\",\"type\":\"int\",\"label\":\"超时(毫秒)\",\"help\":\"超过该时间仍未完成则从 Failure 出口送出; 0 表示使用平台默认值。\",\"required\":false},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"command\":\"close\",\"input\":{\"reason\":\"${alarmType}\"},\"timeoutMs\":5000,\"queue\":\"main\",\"debugMode\":false}}', '{\"command\": \"close\", \"input\": {\"reason\": \"${alarmType}\"}}', 1),
('command.reply', 'command', '应答请求', '{\"description\":\"应答设备发来的请求。\",\"icon\":\"command\",\"outputs\":[\"Success\",\"Failure\"],\"form\":[{\"name\":\"message\",\"type\":\"template\",\"label\":\"内容\",\"help\":\"告警正文, 可含占位符; 例如 \\\"${deviceName} 温度 ${temperature}℃\\\"。\",\"required\":false},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"message\":\"${deviceName}: ${value}\",\"queue\":\"main\",\"debugMode\":false}}', NULL, 1),
('command.shadow', 'command', '更新设备影子', '{\"description\":\"写入期望值; 设备上线后自行取走。\",\"icon\":\"command\",\"outputs\":[\"Success\",\"Conflict\"],\"form\":[{\"name\":\"keys\",\"type\":\"list\",\"label\":\"字段名\",\"help\":\"需要处理的字段, 以分号分隔; 名称区分大小写。\",\"required\":true},{\"name\":\"scope\",\"type\":\"enum\",\"label\":\"作用域\",\"help\":\"CLIENT、SERVER 或 SHARED。\",\"required\":true},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"keys\":\"temperature;humidity\",\"scope\":\"SERVER\",\"queue\":\"main\",\"debugMode\":false}}', NULL, 1),
('flow.chain', 'flow', '转入规则链', '{\"description\":\"把消息交给另一条规则链。\",\"icon\":\"flow\",\"outputs\":[\"Success\",\"Failure\"],\"form\":[{\"name\":\"chain\",\"type\":\"string\",\"label\":\"规则链\",\"help\":\"目标规则链的编号; 不允许指回自身。\",\"required\":true},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"chain\":\"chain-cold\",\"queue\":\"main\",\"debugMode\":false}}', NULL, 1),
('flow.delay', 'flow', '延迟', '{\"description\":\"让消息等待一段时间再继续。\",\"icon\":\"flow\",\"outputs\":[\"Success\",\"Overflow\"],\"form\":[{\"name\":\"delayMs\",\"type\":\"int\",\"label\":\"延迟(毫秒)\",\"help\":\"消息在内存中等待; 平台重启后从持久队列恢复。\",\"required\":true},{\"name\":\"maxItems\",\"type\":\"int\",\"label\":\"最大条数\",\"help\":\"达到该条数时立即送出, 不等窗口结束。\",\"required\":false},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"delayMs\":1000,\"maxItems\":500,\"queue\":\"main\",\"debugMode\":false}}', NULL, 1),
('flow.retry', 'flow', '失败重试', '{\"description\":\"把失败的消息送回上一个组件。\",\"icon\":\"flow\",\"outputs\":[\"Retry\",\"Exhausted\"],\"form\":[{\"name\":\"retries\",\"type\":\"int\",\"label\":\"重试次数\",\"help\":\"只对明确可重试的失败生效; 每次间隔加倍。\",\"required\":false},{\"name\":\"delayMs\",\"type\":\"int\",\"label\":\"延迟(毫秒)\",\"help\":\"消息在内存中等待; 平台重启后从持久队列恢复。\",\"required\":true},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"retries\":3,\"delayMs\":1000,\"queue\":\"main\",\"debugMode\":false}}', NULL, 1),
('flow.checkpoint', 'flow', '存档点', '{\"description\":\"消息落盘后才确认; 平台重启后从这里继续。\",\"icon\":\"flow\",\"outputs\":[\"Success\",\"Failure\"],\"form\":[{\"name\":\"ttlDays\",\"type\":\"int\",\"label\":\"保留天数\",\"help\":\"到期的数据由平台在夜间清理; 0 表示永久保留。\",\"required\":false},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"ttlDays\":30,\"queue\":\"main\",\"debugMode\":false}}', NULL, 1),
('debug.log', 'debug', '调试日志', '{\"description\":\"把消息写入调试日志; 每个组件每秒最多十条。\",\"icon\":\"debug\",\"outputs\":[\"Success\"],\"form\":[{\"name\":\"message\",\"type\":\"template\",\"label\":\"内容\",\"help\":\"告警正文, 可含占位符; 例如 \\\"${deviceName} 温度 ${temperature}℃\\\"。\",\"required\":false},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"message\":\"${deviceName}: ${value}\",\"queue\":\"main\",\"debugMode\":false}}', 'console.log(\'收到: \' + JSON.stringify(msg) + \";\");', 1),
('debug.generator', 'debug', '消息发生器', '{\"description\":\"按间隔产生测试消息, 仅用于演示环境。\",\"icon\":\"debug\",\"outputs\":[\"Success\"],\"form\":[{\"name\":\"script\",\"type\":\"javascript\",\"label\":\"脚本\",\"help\":\"JavaScript 函数体, 可使用 msg、metadata 与 msgType; 最后一条语句必须是 return。\",\"required\":true},{\"name\":\"delayMs\",\"type\":\"int\",\"label\":\"延迟(毫秒)\",\"help\":\"消息在内存中等待; 平台重启后从持久队列恢复。\",\"required\":true},{\"name\":\"maxItems\",\"type\":\"int\",\"label\":\"最大条数\",\"help\":\"达到该条数时立即送出, 不等窗口结束。\",\"required\":false},{\"name\":\"queue\",\"type\":\"enum\",\"label\":\"队列\",\"help\":\"消息所属的处理队列; 同一队列内按设备保序。\",\"required\":false},{\"name\":\"debugMode\",\"type\":\"boolean\",\"label\":\"调试\",\"help\":\"打开后记录每条消息的输入与输出, 仅保留一小时。\",\"required\":false}],\"defaults\":{\"script\":\"return true;\",\"delayMs\":1000,\"maxItems\":500,\"queue\":\"main\",\"debugMode\":false}}', 'var t = Math.round((20 + Math.random() * 5) * 100) / 100;\nreturn {msg: {temperature: t}, metadata: {source: \'demo\'}, msgType: \'TELEMETRY\'};', 1);

/* Notice templates: the ${...} in them are filled in by the platform when it writes a notice, never by the runner of this script. */

DROP TABLE IF EXISTS `demo_notice_template`;

CREATE TABLE `demo_notice_template` (
  `id` varchar(32) NOT NULL COMMENT '模板编号',
  `channel` varchar(16) NOT NULL COMMENT '渠道',
  `subject` varchar(255) DEFAULT NULL COMMENT '标题',
  `body` text NOT NULL COMMENT '正文',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8 COMMENT='通知模板';

INSERT INTO `demo_notice_template` (`id`, `channel`, `subject`, `body`) VALUES
('notice-hot', 'MAIL', '[告警] ${deviceName} 温度异常', '<!DOCTYPE html>\n<html><head><style>body { color: #333; } .hot { color: #c00; font-weight: bold; }</style></head>\n<body><p>您好, ${userEmail}:</p>\n<p>${deviceType} \"${deviceName}\" 当前温度 <span class=\'hot\'>${temperature}℃</span>;&nbsp;请检查。</p>\n<script>var opened = true; if (opened) { document.title = \'告警;\' + document.title; }</script></body></html>'),
('notice-offline', 'SMS', NULL, '【演示】${deviceName} 已离线 ${minutes} 分钟; 回复 TD 退订'),
('notice-welcome', 'MAIL', '欢迎使用演示环境', '您好 ${userEmail};\n\n首次登录请自行设置密码。\n文档目录: C:\\docs\\iot; 它不含任何真实数据。');
