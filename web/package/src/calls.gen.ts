// Written by tools/generate.mjs from the public headers of the engine. Do not edit.
import { BODY_TYPE_NAMES, FIELD_KIND_NAMES, JOINT_TYPE_NAMES, SHAPE_TYPE_NAMES } from './constants.gen.js'
import type { Given } from './given.js'
import { Owned, type Owner } from './owner.js'
import { Records, recordsAt } from './records.js'
import type { Aabb, Advice, AreaField, BodyDef, BodyEvent, BodyId, BodyType, BuoyancyField, CastHit, ChainDef, ChainId, CharacterDef, CharacterId, CharacterMotion, ContactData, ContactEvent, ContactId, DistanceDef, ExplosionDef, FieldDef, FieldId, FieldKind, Filter, FilterJointDef, FractureDef, GearDef, HistoryCounters, HistoryDef, HitEvent, ImageRect, ImageResizerOpts, JointBase, JointEvent, JointId, JointType, JpegOpts, Locks, Mass, Material, MotorDef, MouseDef, Nearest, NearestQuery, PlacedRegion, PngOpts, PointField, Pose, PoseRecord, PrismaticDef, PulleyDef, RadialField, Ray, RecorderDef, Region, RegionCast, RegionGap, RegionHit, RegionSweep, ReplayInfo, RevoluteDef, SensorEvent, ShapeDef, ShapeFilter, ShapeId, ShapeType, SnapshotInfo, TilesDef, Vec2, WeldDef, WheelDef, Wind, WorldCounters, WorldDef, WorldDifference, WorldTuning } from './structs.gen.js'
import { readAabb, readAdvice, readAreaField, readBodyDef, readBodyEvent, readBuoyancyField, readCastHit, readChainDef, readCharacterDef, readCharacterMotion, readContactData, readContactEvent, readDistanceDef, readExplosionDef, readFieldDef, readFilterJointDef, readFractureDef, readGearDef, readHistoryCounters, readHistoryDef, readHitEvent, readJointBase, readJointEvent, readLocks, readMass, readMaterial, readMotorDef, readMouseDef, readNearest, readPointField, readPose, readPoseRecord, readPrismaticDef, readPulleyDef, readRadialField, readRecorderDef, readRegion, readRegionGap, readRegionHit, readReplayInfo, readRevoluteDef, readSensorEvent, readShapeDef, readShapeFilter, readSnapshotInfo, readTilesDef, readVec2, readWeldDef, readWheelDef, readWind, readWorldCounters, readWorldDef, readWorldDifference, readWorldTuning, writeAabb, writeAdvice, writeAreaField, writeBodyDef, writeBuoyancyField, writeChainDef, writeCharacterDef, writeDistanceDef, writeExplosionDef, writeFieldDef, writeFilter, writeFilterJointDef, writeFractureDef, writeGearDef, writeImageRect, writeImageResizerOpts, writeJpegOpts, writeLocks, writeMass, writeMaterial, writeMotorDef, writeMouseDef, writeNearestQuery, writePlacedRegion, writePngOpts, writePointField, writePose, writePoseRecord, writePrismaticDef, writePulleyDef, writeRadialField, writeRay, writeRegion, writeRegionCast, writeRegionSweep, writeRevoluteDef, writeShapeDef, writeShapeFilter, writeTilesDef, writeVec2, writeWeldDef, writeWheelDef, writeWind, writeWorldTuning } from './structs.gen.js'

export class CharacterCalls {
  protected readonly owner: Owner

  constructor(owner: Owner) {
    this.owner = owner
  }

  /**
   * A capsule of 0.3 m radius and 1.8 m height about the position, skin 0.01, climbs 45 and slides
   * from 50 degrees, steps 0.3 high and 0.1 wide, snaps 0.3, 80 kg, pushes with up to 1000 N.
   */
  defDefault(): CharacterDef {
    const c = this.owner.begin('character.defDefault')
    const result = c.room(168)
    c.x.qn_character_def_default(result)
    return readCharacterDef(c, result)
  }

  /**
   * A capsule of 0.3 m radius and 1.8 m height about the position, skin 0.01, climbs 45 and slides
   * from 50 degrees, steps 0.3 high and 0.1 wide, snaps 0.3, 80 kg, pushes with up to 1000 N.
   */
  create(def: Given<CharacterDef> = {}): CharacterId {
    const o = this.owner
    const c = o.begin('character.create')
    const defAt = c.room(168)
    c.x.qn_character_def_default(defAt)
    writeCharacterDef(c, defAt, def, 'def', false)
    const result = c.x.qn_character_create(o.at, defAt)
    c.checkWorld(o.at)
    return (result >>> 0) as CharacterId
  }

  /**
   * A capsule of 0.3 m radius and 1.8 m height about the position, skin 0.01, climbs 45 and slides
   * from 50 degrees, steps 0.3 high and 0.1 wide, snaps 0.3, 80 kg, pushes with up to 1000 N.
   */
  destroy(character: CharacterId): void {
    const o = this.owner
    const c = o.begin('character.destroy')
    c.check(c.x.qn_character_destroy(o.at, c.handle(character, 'character')), o.at)
  }

  /**
   * A capsule of 0.3 m radius and 1.8 m height about the position, skin 0.01, climbs 45 and slides
   * from 50 degrees, steps 0.3 high and 0.1 wide, snaps 0.3, 80 kg, pushes with up to 1000 N.
   */
  isAlive(character: CharacterId): boolean {
    const o = this.owner
    const c = o.begin('character.isAlive')
    const result = c.x.qn_character_is_alive(o.at, c.handle(character, 'character'))
    c.checkWorld(o.at)
    return result !== 0
  }

  /**
   * Moves by velocity_mps * dt_s (0 to 1), or as far as it gets. On the ground the speed is that
   * along the ground, unless the velocity leads upwards. *out (may be null) as
   * qn_character_last_motion.
   */
  move(character: CharacterId, velocityMps: Vec2, dtS: number): CharacterMotion {
    const o = this.owner
    const c = o.begin('character.move')
    const velocityMpsAt = c.room(8)
    writeVec2(c, velocityMpsAt, velocityMps, 'velocityMps', true)
    const outAt = c.room(40)
    const error = c.x.qn_character_move(o.at, c.handle(character, 'character'), velocityMpsAt, c.float(dtS, 'dtS'), outAt)
    if (error !== 0) c.check(error, o.at, 0, { dtS })
    return readCharacterMotion(c, outAt)
  }

  /**
   * Moves by velocity_mps * dt_s (0 to 1), or as far as it gets. On the ground the speed is that
   * along the ground, unless the velocity leads upwards. *out (may be null) as
   * qn_character_last_motion.
   */
  lastMotion(character: CharacterId): CharacterMotion {
    const o = this.owner
    const c = o.begin('character.lastMotion')
    const result = c.room(40)
    c.x.qn_character_last_motion(result, o.at, c.handle(character, 'character'))
    c.checkWorld(o.at)
    return readCharacterMotion(c, result)
  }

  /**
   * Teleports: it stands on nothing until it moves again.
   */
  setPosition(character: CharacterId, positionM: Vec2): void {
    const o = this.owner
    const c = o.begin('character.setPosition')
    const positionMAt = c.room(8)
    writeVec2(c, positionMAt, positionM, 'positionM', true)
    c.check(c.x.qn_character_set_position(o.at, c.handle(character, 'character'), positionMAt), o.at)
  }

  /**
   * Another shape, for crouching. It may then overlap; the next move leads out.
   */
  setShape(character: CharacterId, shape: Region): void {
    const o = this.owner
    const c = o.begin('character.setShape')
    const shapeAt = c.room(72)
    writeRegion(c, shapeAt, shape, 'shape', true)
    c.check(c.x.qn_character_set_shape(o.at, c.handle(character, 'character'), shapeAt), o.at)
  }

  /**
   * Whether the shape would touch nothing at a position.
   */
  fits(character: CharacterId, shape: Region, positionM: Vec2): boolean {
    const o = this.owner
    const c = o.begin('character.fits')
    const shapeAt = c.room(72)
    writeRegion(c, shapeAt, shape, 'shape', true)
    const positionMAt = c.room(8)
    writeVec2(c, positionMAt, positionM, 'positionM', true)
    const result = c.x.qn_character_fits(o.at, c.handle(character, 'character'), shapeAt, positionMAt)
    c.checkWorld(o.at)
    return result !== 0
  }

  /**
   * Whether the shape would touch nothing at a position.
   */
  setFilter(character: CharacterId, filter: ShapeFilter): void {
    const o = this.owner
    const c = o.begin('character.setFilter')
    const filterAt = c.room(24)
    writeShapeFilter(c, filterAt, filter, 'filter', true)
    c.check(c.x.qn_character_set_filter(o.at, c.handle(character, 'character'), filterAt), o.at)
  }

  /**
   * Whether the shape would touch nothing at a position.
   */
  userData(character: CharacterId): bigint {
    const o = this.owner
    const c = o.begin('character.userData')
    const result = c.x.qn_character_user_data(o.at, c.handle(character, 'character'))
    c.checkWorld(o.at)
    return BigInt.asUintN(64, result)
  }
}

export class FieldCalls {
  protected readonly owner: Owner

  constructor(owner: Owner) {
    this.owner = owner
  }

  /**
   * An enabled area field everywhere, without any push, for all categories. Distances start at 0.1 m,
   * the fluid is water (1000 kg/m^2) without a surface and with drag 1/s, the air has drag 0.6 and
   * lift 0.6 kg/m^2.
   */
  defDefault(): FieldDef {
    const c = this.owner.begin('field.defDefault')
    const result = c.room(256)
    c.x.qn_field_def_default(result)
    return readFieldDef(c, result)
  }

  /**
   * An enabled area field everywhere, without any push, for all categories. Distances start at 0.1 m,
   * the fluid is water (1000 kg/m^2) without a surface and with drag 1/s, the air has drag 0.6 and
   * lift 0.6 kg/m^2.
   */
  create(def: Given<FieldDef> = {}): FieldId {
    const o = this.owner
    const c = o.begin('field.create')
    const defAt = c.room(256)
    c.x.qn_field_def_default(defAt)
    writeFieldDef(c, defAt, def, 'def', false)
    const result = c.x.qn_field_create(o.at, defAt)
    c.checkWorld(o.at)
    return (result >>> 0) as FieldId
  }

  /**
   * A field goes with its body, too.
   */
  destroy(field: FieldId): void {
    const o = this.owner
    const c = o.begin('field.destroy')
    c.check(c.x.qn_field_destroy(o.at, c.handle(field, 'field')), o.at)
  }

  /**
   * A field goes with its body, too.
   */
  isAlive(field: FieldId): boolean {
    const o = this.owner
    const c = o.begin('field.isAlive')
    const result = c.x.qn_field_is_alive(o.at, c.handle(field, 'field'))
    c.checkWorld(o.at)
    return result !== 0
  }

  /**
   * A field goes with its body, too.
   */
  getKind(field: FieldId): FieldKind {
    const o = this.owner
    const c = o.begin('field.getKind')
    const result = c.x.qn_field_get_kind(o.at, c.handle(field, 'field'))
    c.checkWorld(o.at)
    return c.named(FIELD_KIND_NAMES, result)
  }

  /**
   * A field goes with its body, too.
   */
  body(field: FieldId): BodyId {
    const o = this.owner
    const c = o.begin('field.body')
    const result = c.x.qn_field_body(o.at, c.handle(field, 'field'))
    c.checkWorld(o.at)
    return (result >>> 0) as BodyId
  }

  /**
   * A field goes with its body, too.
   */
  isEnabled(field: FieldId): boolean {
    const o = this.owner
    const c = o.begin('field.isEnabled')
    const result = c.x.qn_field_is_enabled(o.at, c.handle(field, 'field'))
    c.checkWorld(o.at)
    return result !== 0
  }

  /**
   * A field goes with its body, too.
   */
  setEnabled(field: FieldId, isEnabled: boolean): void {
    const o = this.owner
    const c = o.begin('field.setEnabled')
    const error = c.x.qn_field_set_enabled(o.at, c.handle(field, 'field'), isEnabled ? 1 : 0)
    if (error !== 0) c.check(error, o.at, 0, { isEnabled })
  }

  /**
   * A field goes with its body, too.
   */
  mask(field: FieldId): bigint {
    const o = this.owner
    const c = o.begin('field.mask')
    const result = c.x.qn_field_mask(o.at, c.handle(field, 'field'))
    c.checkWorld(o.at)
    return BigInt.asUintN(64, result)
  }

  /**
   * A field goes with its body, too.
   */
  setMask(field: FieldId, maskBits: bigint): void {
    const o = this.owner
    const c = o.begin('field.setMask')
    const error = c.x.qn_field_set_mask(o.at, c.handle(field, 'field'), c.long(maskBits, 'maskBits'))
    if (error !== 0) c.check(error, o.at, 0, { maskBits })
  }

  /**
   * A field goes with its body, too.
   */
  userData(field: FieldId): bigint {
    const o = this.owner
    const c = o.begin('field.userData')
    const result = c.x.qn_field_user_data(o.at, c.handle(field, 'field'))
    c.checkWorld(o.at)
    return BigInt.asUintN(64, result)
  }

  /**
   * A field goes with its body, too.
   */
  setUserData(field: FieldId, userData: bigint): void {
    const o = this.owner
    const c = o.begin('field.setUserData')
    const error = c.x.qn_field_set_user_data(o.at, c.handle(field, 'field'), c.long(userData, 'userData'))
    if (error !== 0) c.check(error, o.at, 0, { userData })
  }

  /**
   * A field goes with its body, too.
   */
  setRegion(field: FieldId, region: Region): void {
    const o = this.owner
    const c = o.begin('field.setRegion')
    const regionAt = c.room(72)
    writeRegion(c, regionAt, region, 'region', true)
    c.check(c.x.qn_field_set_region(o.at, c.handle(field, 'field'), regionAt), o.at)
  }

  /**
   * The push of a field of that kind; QN_ERROR_WRONG_TYPE, and zeros, for one of another.
   */
  area(field: FieldId): AreaField {
    const o = this.owner
    const c = o.begin('field.area')
    const result = c.room(32)
    c.x.qn_field_area(result, o.at, c.handle(field, 'field'))
    c.checkWorld(o.at)
    return readAreaField(c, result)
  }

  /**
   * The push of a field of that kind; QN_ERROR_WRONG_TYPE, and zeros, for one of another.
   */
  setArea(field: FieldId, area: AreaField): void {
    const o = this.owner
    const c = o.begin('field.setArea')
    const areaAt = c.room(32)
    writeAreaField(c, areaAt, area, 'area', true)
    c.check(c.x.qn_field_set_area(o.at, c.handle(field, 'field'), areaAt), o.at)
  }

  /**
   * The push of a field of that kind; QN_ERROR_WRONG_TYPE, and zeros, for one of another.
   */
  point(field: FieldId): PointField {
    const o = this.owner
    const c = o.begin('field.point')
    const result = c.room(28)
    c.x.qn_field_point(result, o.at, c.handle(field, 'field'))
    c.checkWorld(o.at)
    return readPointField(c, result)
  }

  /**
   * The push of a field of that kind; QN_ERROR_WRONG_TYPE, and zeros, for one of another.
   */
  setPoint(field: FieldId, point: PointField): void {
    const o = this.owner
    const c = o.begin('field.setPoint')
    const pointAt = c.room(28)
    writePointField(c, pointAt, point, 'point', true)
    c.check(c.x.qn_field_set_point(o.at, c.handle(field, 'field'), pointAt), o.at)
  }

  /**
   * The push of a field of that kind; QN_ERROR_WRONG_TYPE, and zeros, for one of another.
   */
  radial(field: FieldId): RadialField {
    const o = this.owner
    const c = o.begin('field.radial')
    const result = c.room(36)
    c.x.qn_field_radial(result, o.at, c.handle(field, 'field'))
    c.checkWorld(o.at)
    return readRadialField(c, result)
  }

  /**
   * The push of a field of that kind; QN_ERROR_WRONG_TYPE, and zeros, for one of another.
   */
  setRadial(field: FieldId, radial: RadialField): void {
    const o = this.owner
    const c = o.begin('field.setRadial')
    const radialAt = c.room(36)
    writeRadialField(c, radialAt, radial, 'radial', true)
    c.check(c.x.qn_field_set_radial(o.at, c.handle(field, 'field'), radialAt), o.at)
  }

  /**
   * The push of a field of that kind; QN_ERROR_WRONG_TYPE, and zeros, for one of another.
   */
  buoyancy(field: FieldId): BuoyancyField {
    const o = this.owner
    const c = o.begin('field.buoyancy')
    const result = c.room(36)
    c.x.qn_field_buoyancy(result, o.at, c.handle(field, 'field'))
    c.checkWorld(o.at)
    return readBuoyancyField(c, result)
  }

  /**
   * The push of a field of that kind; QN_ERROR_WRONG_TYPE, and zeros, for one of another.
   */
  setBuoyancy(field: FieldId, buoyancy: BuoyancyField): void {
    const o = this.owner
    const c = o.begin('field.setBuoyancy')
    const buoyancyAt = c.room(36)
    writeBuoyancyField(c, buoyancyAt, buoyancy, 'buoyancy', true)
    c.check(c.x.qn_field_set_buoyancy(o.at, c.handle(field, 'field'), buoyancyAt), o.at)
  }

  /**
   * The push of a field of that kind; QN_ERROR_WRONG_TYPE, and zeros, for one of another.
   */
  wind(field: FieldId): Wind {
    const o = this.owner
    const c = o.begin('field.wind')
    const result = c.room(16)
    c.x.qn_field_wind(result, o.at, c.handle(field, 'field'))
    c.checkWorld(o.at)
    return readWind(c, result)
  }

  /**
   * The push of a field of that kind; QN_ERROR_WRONG_TYPE, and zeros, for one of another.
   */
  setWind(field: FieldId, wind: Wind): void {
    const o = this.owner
    const c = o.begin('field.setWind')
    const windAt = c.room(16)
    writeWind(c, windAt, wind, 'wind', true)
    c.check(c.x.qn_field_set_wind(o.at, c.handle(field, 'field'), windAt), o.at)
  }
}

export class BodyCalls {
  protected readonly owner: Owner

  constructor(owner: Owner) {
    this.owner = owner
  }

  /**
   * A static body at the origin, of gravity scale 1, that sleeps below 0.05 m/s, awake and enabled.
   */
  defDefault(): BodyDef {
    const c = this.owner.begin('body.defDefault')
    const result = c.room(88)
    c.x.qn_body_def_default(result)
    return readBodyDef(c, result)
  }

  /**
   * A static body at the origin, of gravity scale 1, that sleeps below 0.05 m/s, awake and enabled.
   */
  create(def: Given<BodyDef> = {}): BodyId {
    const o = this.owner
    const c = o.begin('body.create')
    const defAt = c.room(88)
    c.x.qn_body_def_default(defAt)
    writeBodyDef(c, defAt, def, 'def', false)
    const result = c.x.qn_body_create(o.at, defAt)
    c.checkWorld(o.at)
    return (result >>> 0) as BodyId
  }

  /**
   * Destroys its shapes, contacts and joints too, and wakes what touched it.
   */
  destroy(body: BodyId): void {
    const o = this.owner
    const c = o.begin('body.destroy')
    c.check(c.x.qn_body_destroy(o.at, c.handle(body, 'body')), o.at)
  }

  /**
   * Destroys its shapes, contacts and joints too, and wakes what touched it.
   */
  isAlive(body: BodyId): boolean {
    const o = this.owner
    const c = o.begin('body.isAlive')
    const result = c.x.qn_body_is_alive(o.at, c.handle(body, 'body'))
    c.checkWorld(o.at)
    return result !== 0
  }

  getType(body: BodyId): BodyType {
    const o = this.owner
    const c = o.begin('body.getType')
    const result = c.x.qn_body_get_type(o.at, c.handle(body, 'body'))
    c.checkWorld(o.at)
    return c.named(BODY_TYPE_NAMES, result)
  }

  /**
   * Its contacts end and may begin again in the next step. A static body loses its velocity.
   */
  setType(body: BodyId, type: BodyType): void {
    const o = this.owner
    const c = o.begin('body.setType')
    const error = c.x.qn_body_set_type(o.at, c.handle(body, 'body'), c.choice(BODY_TYPE_NAMES, type, 'type'))
    if (error !== 0) c.check(error, o.at, 0, { type })
  }

  /**
   * A disabled body keeps its shapes and joints but takes no part: nothing collides with it, no query
   * sees it, its joints do nothing. Its contacts end. Enabled again it goes on with its velocity.
   */
  isEnabled(body: BodyId): boolean {
    const o = this.owner
    const c = o.begin('body.isEnabled')
    const result = c.x.qn_body_is_enabled(o.at, c.handle(body, 'body'))
    c.checkWorld(o.at)
    return result !== 0
  }

  /**
   * A disabled body keeps its shapes and joints but takes no part: nothing collides with it, no query
   * sees it, its joints do nothing. Its contacts end. Enabled again it goes on with its velocity.
   */
  setEnabled(body: BodyId, enabled: boolean): void {
    const o = this.owner
    const c = o.begin('body.setEnabled')
    const error = c.x.qn_body_set_enabled(o.at, c.handle(body, 'body'), enabled ? 1 : 0)
    if (error !== 0) c.check(error, o.at, 0, { enabled })
  }

  /**
   * A disabled body keeps its shapes and joints but takes no part: nothing collides with it, no query
   * sees it, its joints do nothing. Its contacts end. Enabled again it goes on with its velocity.
   */
  userData(body: BodyId): bigint {
    const o = this.owner
    const c = o.begin('body.userData')
    const result = c.x.qn_body_user_data(o.at, c.handle(body, 'body'))
    c.checkWorld(o.at)
    return BigInt.asUintN(64, result)
  }

  /**
   * A disabled body keeps its shapes and joints but takes no part: nothing collides with it, no query
   * sees it, its joints do nothing. Its contacts end. Enabled again it goes on with its velocity.
   */
  setUserData(body: BodyId, userData: bigint): void {
    const o = this.owner
    const c = o.begin('body.setUserData')
    const error = c.x.qn_body_set_user_data(o.at, c.handle(body, 'body'), c.long(userData, 'userData'))
    if (error !== 0) c.check(error, o.at, 0, { userData })
  }

  /**
   * A disabled body keeps its shapes and joints but takes no part: nothing collides with it, no query
   * sees it, its joints do nothing. Its contacts end. Enabled again it goes on with its velocity.
   */
  linearDamping(body: BodyId): number {
    const o = this.owner
    const c = o.begin('body.linearDamping')
    const result = c.x.qn_body_linear_damping(o.at, c.handle(body, 'body'))
    c.checkWorld(o.at)
    return result
  }

  /**
   * A disabled body keeps its shapes and joints but takes no part: nothing collides with it, no query
   * sees it, its joints do nothing. Its contacts end. Enabled again it goes on with its velocity.
   */
  angularDamping(body: BodyId): number {
    const o = this.owner
    const c = o.begin('body.angularDamping')
    const result = c.x.qn_body_angular_damping(o.at, c.handle(body, 'body'))
    c.checkWorld(o.at)
    return result
  }

  /**
   * A disabled body keeps its shapes and joints but takes no part: nothing collides with it, no query
   * sees it, its joints do nothing. Its contacts end. Enabled again it goes on with its velocity.
   */
  setDamping(body: BodyId, linearDamping: number, angularDamping: number): void {
    const o = this.owner
    const c = o.begin('body.setDamping')
    const error = c.x.qn_body_set_damping(o.at, c.handle(body, 'body'), c.float(linearDamping, 'linearDamping'), c.float(angularDamping, 'angularDamping'))
    if (error !== 0) c.check(error, o.at, 0, { linearDamping, angularDamping })
  }

  /**
   * A disabled body keeps its shapes and joints but takes no part: nothing collides with it, no query
   * sees it, its joints do nothing. Its contacts end. Enabled again it goes on with its velocity.
   */
  gravityScale(body: BodyId): number {
    const o = this.owner
    const c = o.begin('body.gravityScale')
    const result = c.x.qn_body_gravity_scale(o.at, c.handle(body, 'body'))
    c.checkWorld(o.at)
    return result
  }

  /**
   * A disabled body keeps its shapes and joints but takes no part: nothing collides with it, no query
   * sees it, its joints do nothing. Its contacts end. Enabled again it goes on with its velocity.
   */
  setGravityScale(body: BodyId, gravityScale: number): void {
    const o = this.owner
    const c = o.begin('body.setGravityScale')
    const error = c.x.qn_body_set_gravity_scale(o.at, c.handle(body, 'body'), c.float(gravityScale, 'gravityScale'))
    if (error !== 0) c.check(error, o.at, 0, { gravityScale })
  }

  /**
   * A disabled body keeps its shapes and joints but takes no part: nothing collides with it, no query
   * sees it, its joints do nothing. Its contacts end. Enabled again it goes on with its velocity.
   */
  locks(body: BodyId): Locks {
    const o = this.owner
    const c = o.begin('body.locks')
    const result = c.room(3)
    c.x.qn_body_locks(result, o.at, c.handle(body, 'body'))
    c.checkWorld(o.at)
    return readLocks(c, result)
  }

  /**
   * Motion in a locked direction ends at once.
   */
  setLocks(body: BodyId, locks: Locks): void {
    const o = this.owner
    const c = o.begin('body.setLocks')
    const locksAt = c.room(3)
    writeLocks(c, locksAt, locks, 'locks', true)
    c.check(c.x.qn_body_set_locks(o.at, c.handle(body, 'body'), locksAt), o.at)
  }

  /**
   * 0 for bodies that are not dynamic; the inertia is 0 where rotation is locked.
   * kg
   */
  mass(body: BodyId): number {
    const o = this.owner
    const c = o.begin('body.mass')
    const result = c.x.qn_body_mass(o.at, c.handle(body, 'body'))
    c.checkWorld(o.at)
    return result
  }

  /**
   * 0 for bodies that are not dynamic; the inertia is 0 where rotation is locked.
   * kg m^2
   */
  rotationalInertia(body: BodyId): number {
    const o = this.owner
    const c = o.begin('body.rotationalInertia')
    const result = c.x.qn_body_rotational_inertia(o.at, c.handle(body, 'body'))
    c.checkWorld(o.at)
    return result
  }

  /**
   * Origin of `to` seen from that of `from`, in world axes. Positions are kept more finely than a
   * float of 1e5 m can say; this is how to read them.
   */
  offset(from: BodyId, to: BodyId): Vec2 {
    const o = this.owner
    const c = o.begin('body.offset')
    const result = c.room(8)
    c.x.qn_body_offset(result, o.at, c.handle(from, 'from'), c.handle(to, 'to'))
    c.checkWorld(o.at)
    return readVec2(c, result)
  }

  /**
   * Origin of `to` seen from that of `from`, in world axes. Positions are kept more finely than a
   * float of 1e5 m can say; this is how to read them.
   * world frame
   */
  centerOfMass(body: BodyId): Vec2 {
    const o = this.owner
    const c = o.begin('body.centerOfMass')
    const result = c.room(8)
    c.x.qn_body_center_of_mass(result, o.at, c.handle(body, 'body'))
    c.checkWorld(o.at)
    return readVec2(c, result)
  }

  /**
   * Origin of `to` seen from that of `from`, in world axes. Positions are kept more finely than a
   * float of 1e5 m can say; this is how to read them.
   * body frame
   */
  massData(body: BodyId): Mass {
    const o = this.owner
    const c = o.begin('body.massData')
    const result = c.room(16)
    c.x.qn_body_mass_data(result, o.at, c.handle(body, 'body'))
    c.checkWorld(o.at)
    return readMass(c, result)
  }

  /**
   * In place of what the shapes weigh, until reset; takes effect while the body is dynamic.
   */
  setMassData(body: BodyId, mass: Mass): void {
    const o = this.owner
    const c = o.begin('body.setMassData')
    const massAt = c.room(16)
    writeMass(c, massAt, mass, 'mass', true)
    c.check(c.x.qn_body_set_mass_data(o.at, c.handle(body, 'body'), massAt), o.at)
  }

  /**
   * In place of what the shapes weigh, until reset; takes effect while the body is dynamic.
   */
  resetMassData(body: BodyId): void {
    const o = this.owner
    const c = o.begin('body.resetMassData')
    c.check(c.x.qn_body_reset_mass_data(o.at, c.handle(body, 'body')), o.at)
  }

  /**
   * Rounded to floats, whose steps are 8 mm far out; qn_body_offset is finer.
   */
  pose(body: BodyId): Pose {
    const o = this.owner
    const c = o.begin('body.pose')
    const result = c.room(16)
    c.x.qn_body_pose(result, o.at, c.handle(body, 'body'))
    c.checkWorld(o.at)
    return readPose(c, result)
  }

  /**
   * Rounded to floats, whose steps are 8 mm far out; qn_body_offset is finer.
   */
  setPose(body: BodyId, positionM: Vec2, angleRad: number): void {
    const o = this.owner
    const c = o.begin('body.setPose')
    const positionMAt = c.room(8)
    writeVec2(c, positionMAt, positionM, 'positionM', true)
    const error = c.x.qn_body_set_pose(o.at, c.handle(body, 'body'), positionMAt, c.float(angleRad, 'angleRad'))
    if (error !== 0) c.check(error, o.at, 0, { angleRad })
  }

  /**
   * Rounded to floats, whose steps are 8 mm far out; qn_body_offset is finer.
   * of the centre of mass
   */
  velocity(body: BodyId): Vec2 {
    const o = this.owner
    const c = o.begin('body.velocity')
    const result = c.room(8)
    c.x.qn_body_velocity(result, o.at, c.handle(body, 'body'))
    c.checkWorld(o.at)
    return readVec2(c, result)
  }

  /**
   * Rounded to floats, whose steps are 8 mm far out; qn_body_offset is finer.
   */
  angularVelocity(body: BodyId): number {
    const o = this.owner
    const c = o.begin('body.angularVelocity')
    const result = c.x.qn_body_angular_velocity(o.at, c.handle(body, 'body'))
    c.checkWorld(o.at)
    return result
  }

  /**
   * Rounded to floats, whose steps are 8 mm far out; qn_body_offset is finer.
   */
  setVelocity(body: BodyId, velocityMps: Vec2, angularVelocityRadps: number): void {
    const o = this.owner
    const c = o.begin('body.setVelocity')
    const velocityMpsAt = c.room(8)
    writeVec2(c, velocityMpsAt, velocityMps, 'velocityMps', true)
    const error = c.x.qn_body_set_velocity(o.at, c.handle(body, 'body'), velocityMpsAt, c.float(angularVelocityRadps, 'angularVelocityRadps'))
    if (error !== 0) c.check(error, o.at, 0, { angularVelocityRadps })
  }

  /**
   * The velocity that brings a kinematic body to this pose in one step of dt_s, the shorter way
   * round; it stays until it is set again. In a dynamic body it is a start that forces change.
   * QN_ERROR_OUT_OF_RANGE if that takes more than QN_MAX_SPEED_MPS or 1e4 rad/s. A sub-step turns by
   * no more than pi / 4.
   */
  setTargetPose(body: BodyId, positionM: Vec2, angleRad: number, dtS: number): void {
    const o = this.owner
    const c = o.begin('body.setTargetPose')
    const positionMAt = c.room(8)
    writeVec2(c, positionMAt, positionM, 'positionM', true)
    const error = c.x.qn_body_set_target_pose(o.at, c.handle(body, 'body'), positionMAt, c.float(angleRad, 'angleRad'), c.float(dtS, 'dtS'))
    if (error !== 0) c.check(error, o.at, 0, { angleRad, dtS })
  }

  /**
   * Between the frames of the body and of the world. Points are where the body is now.
   */
  worldPoint(body: BodyId, localM: Vec2): Vec2 {
    const o = this.owner
    const c = o.begin('body.worldPoint')
    const localMAt = c.room(8)
    writeVec2(c, localMAt, localM, 'localM', true)
    const result = c.room(8)
    c.x.qn_body_world_point(result, o.at, c.handle(body, 'body'), localMAt)
    c.checkWorld(o.at)
    return readVec2(c, result)
  }

  /**
   * Between the frames of the body and of the world. Points are where the body is now.
   */
  localPoint(body: BodyId, worldM: Vec2): Vec2 {
    const o = this.owner
    const c = o.begin('body.localPoint')
    const worldMAt = c.room(8)
    writeVec2(c, worldMAt, worldM, 'worldM', true)
    const result = c.room(8)
    c.x.qn_body_local_point(result, o.at, c.handle(body, 'body'), worldMAt)
    c.checkWorld(o.at)
    return readVec2(c, result)
  }

  /**
   * Between the frames of the body and of the world. Points are where the body is now.
   */
  worldVector(body: BodyId, local: Vec2): Vec2 {
    const o = this.owner
    const c = o.begin('body.worldVector')
    const localAt = c.room(8)
    writeVec2(c, localAt, local, 'local', true)
    const result = c.room(8)
    c.x.qn_body_world_vector(result, o.at, c.handle(body, 'body'), localAt)
    c.checkWorld(o.at)
    return readVec2(c, result)
  }

  /**
   * Between the frames of the body and of the world. Points are where the body is now.
   */
  localVector(body: BodyId, vector: Vec2): Vec2 {
    const o = this.owner
    const c = o.begin('body.localVector')
    const vectorAt = c.room(8)
    writeVec2(c, vectorAt, vector, 'vector', true)
    const result = c.room(8)
    c.x.qn_body_local_vector(result, o.at, c.handle(body, 'body'), vectorAt)
    c.checkWorld(o.at)
    return readVec2(c, result)
  }

  /**
   * Of the body's material at a point of the world.
   */
  velocityAt(body: BodyId, worldM: Vec2): Vec2 {
    const o = this.owner
    const c = o.begin('body.velocityAt')
    const worldMAt = c.room(8)
    writeVec2(c, worldMAt, worldM, 'worldM', true)
    const result = c.room(8)
    c.x.qn_body_velocity_at(result, o.at, c.handle(body, 'body'), worldMAt)
    c.checkWorld(o.at)
    return readVec2(c, result)
  }

  /**
   * Around all its shapes; without any, its origin.
   */
  aabb(body: BodyId): Aabb {
    const o = this.owner
    const c = o.begin('body.aabb')
    const result = c.room(16)
    c.x.qn_body_aabb(result, o.at, c.handle(body, 'body'))
    c.checkWorld(o.at)
    return readAabb(c, result)
  }

  /**
   * Forces act through the next step only; impulses act at once. Both wake the body. The point is in
   * world coordinates and meant exactly: far out, where the centre of mass is between two floats,
   * only the calls to the centre do not turn the body at all. QN_ERROR_WRONG_TYPE for bodies that are
   * not dynamic.
   */
  applyForce(body: BodyId, forceN: Vec2, pointM: Vec2): void {
    const o = this.owner
    const c = o.begin('body.applyForce')
    const forceNAt = c.room(8)
    writeVec2(c, forceNAt, forceN, 'forceN', true)
    const pointMAt = c.room(8)
    writeVec2(c, pointMAt, pointM, 'pointM', true)
    c.check(c.x.qn_body_apply_force(o.at, c.handle(body, 'body'), forceNAt, pointMAt), o.at)
  }

  /**
   * Forces act through the next step only; impulses act at once. Both wake the body. The point is in
   * world coordinates and meant exactly: far out, where the centre of mass is between two floats,
   * only the calls to the centre do not turn the body at all. QN_ERROR_WRONG_TYPE for bodies that are
   * not dynamic.
   */
  applyForceToCenter(body: BodyId, forceN: Vec2): void {
    const o = this.owner
    const c = o.begin('body.applyForceToCenter')
    const forceNAt = c.room(8)
    writeVec2(c, forceNAt, forceN, 'forceN', true)
    c.check(c.x.qn_body_apply_force_to_center(o.at, c.handle(body, 'body'), forceNAt), o.at)
  }

  /**
   * Forces act through the next step only; impulses act at once. Both wake the body. The point is in
   * world coordinates and meant exactly: far out, where the centre of mass is between two floats,
   * only the calls to the centre do not turn the body at all. QN_ERROR_WRONG_TYPE for bodies that are
   * not dynamic.
   */
  applyTorque(body: BodyId, torqueNm: number): void {
    const o = this.owner
    const c = o.begin('body.applyTorque')
    const error = c.x.qn_body_apply_torque(o.at, c.handle(body, 'body'), c.float(torqueNm, 'torqueNm'))
    if (error !== 0) c.check(error, o.at, 0, { torqueNm })
  }

  /**
   * Forces act through the next step only; impulses act at once. Both wake the body. The point is in
   * world coordinates and meant exactly: far out, where the centre of mass is between two floats,
   * only the calls to the centre do not turn the body at all. QN_ERROR_WRONG_TYPE for bodies that are
   * not dynamic.
   */
  applyImpulse(body: BodyId, impulseNs: Vec2, pointM: Vec2): void {
    const o = this.owner
    const c = o.begin('body.applyImpulse')
    const impulseNsAt = c.room(8)
    writeVec2(c, impulseNsAt, impulseNs, 'impulseNs', true)
    const pointMAt = c.room(8)
    writeVec2(c, pointMAt, pointM, 'pointM', true)
    c.check(c.x.qn_body_apply_impulse(o.at, c.handle(body, 'body'), impulseNsAt, pointMAt), o.at)
  }

  /**
   * Forces act through the next step only; impulses act at once. Both wake the body. The point is in
   * world coordinates and meant exactly: far out, where the centre of mass is between two floats,
   * only the calls to the centre do not turn the body at all. QN_ERROR_WRONG_TYPE for bodies that are
   * not dynamic.
   */
  applyImpulseToCenter(body: BodyId, impulseNs: Vec2): void {
    const o = this.owner
    const c = o.begin('body.applyImpulseToCenter')
    const impulseNsAt = c.room(8)
    writeVec2(c, impulseNsAt, impulseNs, 'impulseNs', true)
    c.check(c.x.qn_body_apply_impulse_to_center(o.at, c.handle(body, 'body'), impulseNsAt), o.at)
  }

  /**
   * Forces act through the next step only; impulses act at once. Both wake the body. The point is in
   * world coordinates and meant exactly: far out, where the centre of mass is between two floats,
   * only the calls to the centre do not turn the body at all. QN_ERROR_WRONG_TYPE for bodies that are
   * not dynamic.
   */
  applyAngularImpulse(body: BodyId, impulseNms: number): void {
    const o = this.owner
    const c = o.begin('body.applyAngularImpulse')
    const error = c.x.qn_body_apply_angular_impulse(o.at, c.handle(body, 'body'), c.float(impulseNms, 'impulseNms'))
    if (error !== 0) c.check(error, o.at, 0, { impulseNms })
  }

  /**
   * Lets the body fall through the one-way surfaces that hold it now (see material.h).
   */
  dropThrough(body: BodyId): void {
    const o = this.owner
    const c = o.begin('body.dropThrough')
    c.check(c.x.qn_body_drop_through(o.at, c.handle(body, 'body')), o.at)
  }

  isAwake(body: BodyId): boolean {
    const o = this.owner
    const c = o.begin('body.isAwake')
    const result = c.x.qn_body_is_awake(o.at, c.handle(body, 'body'))
    c.checkWorld(o.at)
    return result !== 0
  }

  /**
   * Putting a body to sleep puts its whole island to sleep. QN_ERROR_WRONG_TYPE for static and
   * disabled bodies.
   */
  setAwake(body: BodyId, awake: boolean): void {
    const o = this.owner
    const c = o.begin('body.setAwake')
    const error = c.x.qn_body_set_awake(o.at, c.handle(body, 'body'), awake ? 1 : 0)
    if (error !== 0) c.check(error, o.at, 0, { awake })
  }

  /**
   * Putting a body to sleep puts its whole island to sleep. QN_ERROR_WRONG_TYPE for static and
   * disabled bodies.
   */
  enablesSleep(body: BodyId): boolean {
    const o = this.owner
    const c = o.begin('body.enablesSleep')
    const result = c.x.qn_body_enables_sleep(o.at, c.handle(body, 'body'))
    c.checkWorld(o.at)
    return result !== 0
  }

  /**
   * Putting a body to sleep puts its whole island to sleep. QN_ERROR_WRONG_TYPE for static and
   * disabled bodies.
   */
  setEnableSleep(body: BodyId, enable: boolean): void {
    const o = this.owner
    const c = o.begin('body.setEnableSleep')
    const error = c.x.qn_body_set_enable_sleep(o.at, c.handle(body, 'body'), enable ? 1 : 0)
    if (error !== 0) c.check(error, o.at, 0, { enable })
  }

  /**
   * Putting a body to sleep puts its whole island to sleep. QN_ERROR_WRONG_TYPE for static and
   * disabled bodies.
   */
  sleepSpeed(body: BodyId): number {
    const o = this.owner
    const c = o.begin('body.sleepSpeed')
    const result = c.x.qn_body_sleep_speed(o.at, c.handle(body, 'body'))
    c.checkWorld(o.at)
    return result
  }

  /**
   * Putting a body to sleep puts its whole island to sleep. QN_ERROR_WRONG_TYPE for static and
   * disabled bodies.
   */
  setSleepSpeed(body: BodyId, speedMps: number): void {
    const o = this.owner
    const c = o.begin('body.setSleepSpeed')
    const error = c.x.qn_body_set_sleep_speed(o.at, c.handle(body, 'body'), c.float(speedMps, 'speedMps'))
    if (error !== 0) c.check(error, o.at, 0, { speedMps })
  }

  /**
   * Each returns how many there are, and writes the first `capacity` of them; `out` may be null where
   * capacity is 0.
   */
  shapes(body: BodyId): ShapeId[] {
    const o = this.owner
    const c = o.begin('body.shapes')
    const found = c.gather(4, (at, capacity) => {
      return c.x.qn_body_shapes(o.at, c.handle(body, 'body'), at, capacity)
    })
    c.checkWorld(o.at)
    return c.list(found.at, found.count, 4, (from) => c.memory.getU32(from) as ShapeId)
  }

  /**
   * Each returns how many there are, and writes the first `capacity` of them; `out` may be null where
   * capacity is 0.
   */
  joints(body: BodyId): JointId[] {
    const o = this.owner
    const c = o.begin('body.joints')
    const found = c.gather(4, (at, capacity) => {
      return c.x.qn_body_joints(o.at, c.handle(body, 'body'), at, capacity)
    })
    c.checkWorld(o.at)
    return c.list(found.at, found.count, 4, (from) => c.memory.getU32(from) as JointId)
  }

  /**
   * Each returns how many contacts touch, and writes the first `capacity` of them, the youngest
   * first; `out` may be null where capacity is 0.
   */
  contacts(body: BodyId): ContactData[] {
    const o = this.owner
    const c = o.begin('body.contacts')
    const found = c.gather(72, (at, capacity) => {
      return c.x.qn_body_contacts(o.at, c.handle(body, 'body'), at, capacity)
    })
    c.checkWorld(o.at)
    return c.list(found.at, found.count, 72, (from) => readContactData(c, from))
  }

  /**
   * Cuts along the line through point_m with the given direction, both in world coordinates. *piece
   * (may be null) receives the new body, or null where the line leaves all on one side. Parts of one
   * side stay one body, even where they no longer touch. BAD_SHAPE: the direction is shorter than
   * 1e-6.
   */
  slice(body: BodyId, pointM: Vec2, direction: Vec2): BodyId {
    const o = this.owner
    const c = o.begin('body.slice')
    const pointMAt = c.room(8)
    writeVec2(c, pointMAt, pointM, 'pointM', true)
    const directionAt = c.room(8)
    writeVec2(c, directionAt, direction, 'direction', true)
    const pieceAt = c.room(4)
    c.check(c.x.qn_body_slice(o.at, c.handle(body, 'body'), pointMAt, directionAt, pieceAt), o.at)
    return c.memory.getU32(pieceAt) as BodyId
  }

  /**
   * pieces (may be null) receives the bodies, the given one first; *piece_count (may be null) how
   * many: 1 where nothing was cut. CAPACITY: there are more than `capacity`.
   */
  fracture(body: BodyId, def: Given<FractureDef> = {}): BodyId[] {
    const o = this.owner
    const c = o.begin('body.fracture')
    const defAt = c.room(24)
    c.x.qn_fracture_def_default(defAt)
    writeFractureDef(c, defAt, def, 'def', false)
    const countAt = c.room(4)
    const found = c.gather(4, (at, capacity) => {
      c.check(c.x.qn_body_fracture(o.at, c.handle(body, 'body'), defAt, at, capacity, countAt), o.at)
      return c.memory.getI32(countAt)
    })
    return c.list(found.at, found.count, 4, (from) => c.memory.getU32(from) as BodyId)
  }

  /**
   * Fills a simple outline of 3 to QN_MAX_OUTLINE_POINTS points in the body's frame, in either sense,
   * with convex polygons of at most 8 corners. Corners that are nearer than 5 mm to the one before or
   * within 1 mm of the line through their neighbours add nothing. shapes (may be null) receives the
   * handles, *shape_count (may be null) how many. BAD_SHAPE: the outline crosses or touches itself,
   * or encloses too little; CAPACITY: there are more than `capacity` shapes.
   */
  addOutline(body: BodyId, pointsM: readonly Vec2[], def: Given<ShapeDef> = {}): ShapeId[] {
    const o = this.owner
    const c = o.begin('body.addOutline')
    const defAt = c.room(88)
    c.x.qn_shape_def_default(defAt)
    writeShapeDef(c, defAt, def, 'def', false)
    const pointsMAt = c.putAll(pointsM, 8, 'pointsM', (to, item, label) => writeVec2(c, to, item, label, true))
    const countAt = c.room(4)
    const found = c.gather(4, (at, capacity) => {
      c.check(c.x.qn_body_add_outline(o.at, c.handle(body, 'body'), defAt, pointsMAt, pointsM.length, at, capacity, countAt), o.at)
      return c.memory.getI32(countAt)
    })
    return c.list(found.at, found.count, 4, (from) => c.memory.getU32(from) as ShapeId)
  }
}

export class ShapeCalls {
  protected readonly owner: Owner

  constructor(owner: Owner) {
    this.owner = owner
  }

  /**
   * The chain that a shape is a segment of; null for other shapes.
   */
  chain(shape: ShapeId): ChainId {
    const o = this.owner
    const c = o.begin('shape.chain')
    const result = c.x.qn_shape_chain(o.at, c.handle(shape, 'shape'))
    c.checkWorld(o.at)
    return (result >>> 0) as ChainId
  }

  /**
   * Each returns how many contacts touch, and writes the first `capacity` of them, the youngest
   * first; `out` may be null where capacity is 0.
   */
  contacts(shape: ShapeId): ContactData[] {
    const o = this.owner
    const c = o.begin('shape.contacts')
    const found = c.gather(72, (at, capacity) => {
      return c.x.qn_shape_contacts(o.at, c.handle(shape, 'shape'), at, capacity)
    })
    c.checkWorld(o.at)
    return c.list(found.at, found.count, 72, (from) => readContactData(c, from))
  }

  /**
   * What the wind does to the shape's body within dt_s in [0, 1], at once; the body wakes. Drag is
   * implicit: it never turns the relative motion round, however strong. QN_ERROR_WRONG_TYPE for a
   * sensor and for a shape of a body that is not dynamic.
   */
  applyWind(shape: ShapeId, wind: Wind, dtS: number): void {
    const o = this.owner
    const c = o.begin('shape.applyWind')
    const windAt = c.room(16)
    writeWind(c, windAt, wind, 'wind', true)
    const error = c.x.qn_shape_apply_wind(o.at, c.handle(shape, 'shape'), windAt, c.float(dtS, 'dtS'))
    if (error !== 0) c.check(error, o.at, 0, { dtS })
  }

  isSensor(shape: ShapeId): boolean {
    const o = this.owner
    const c = o.begin('shape.isSensor')
    const result = c.x.qn_shape_is_sensor(o.at, c.handle(shape, 'shape'))
    c.checkWorld(o.at)
    return result !== 0
  }

  /**
   * Density 1000, the default material, category 1 that meets all, contact and hit events off.
   */
  defDefault(): ShapeDef {
    const c = this.owner.begin('shape.defDefault')
    const result = c.room(88)
    c.x.qn_shape_def_default(result)
    return readShapeDef(c, result)
  }

  /**
   * Points, centres and angles are in the body's frame. Sizes lie in [0.001, 1e4] m, angles within
   * 1e5.
   */
  createCircle(body: BodyId, centerM: Vec2, radiusM: number, def: Given<ShapeDef> = {}): ShapeId {
    const o = this.owner
    const c = o.begin('shape.createCircle')
    const defAt = c.room(88)
    c.x.qn_shape_def_default(defAt)
    writeShapeDef(c, defAt, def, 'def', false)
    const centerMAt = c.room(8)
    writeVec2(c, centerMAt, centerM, 'centerM', true)
    const result = c.x.qn_shape_create_circle(o.at, c.handle(body, 'body'), defAt, centerMAt, c.float(radiusM, 'radiusM'))
    const error = c.x.qn_world_last_error(o.at, 0)
    if (error !== 0) c.check(error, o.at, 0, { radiusM })
    return (result >>> 0) as ShapeId
  }

  /**
   * Points, centres and angles are in the body's frame. Sizes lie in [0.001, 1e4] m, angles within
   * 1e5.
   */
  createCapsule(body: BodyId, aM: Vec2, bM: Vec2, radiusM: number, def: Given<ShapeDef> = {}): ShapeId {
    const o = this.owner
    const c = o.begin('shape.createCapsule')
    const defAt = c.room(88)
    c.x.qn_shape_def_default(defAt)
    writeShapeDef(c, defAt, def, 'def', false)
    const aMAt = c.room(8)
    writeVec2(c, aMAt, aM, 'aM', true)
    const bMAt = c.room(8)
    writeVec2(c, bMAt, bM, 'bM', true)
    const result = c.x.qn_shape_create_capsule(o.at, c.handle(body, 'body'), defAt, aMAt, bMAt, c.float(radiusM, 'radiusM'))
    const error = c.x.qn_world_last_error(o.at, 0)
    if (error !== 0) c.check(error, o.at, 0, { radiusM })
    return (result >>> 0) as ShapeId
  }

  /**
   * Points, centres and angles are in the body's frame. Sizes lie in [0.001, 1e4] m, angles within
   * 1e5.
   */
  createBox(body: BodyId, centerM: Vec2, halfSizeM: Vec2, angleRad: number, def: Given<ShapeDef> = {}): ShapeId {
    const o = this.owner
    const c = o.begin('shape.createBox')
    const defAt = c.room(88)
    c.x.qn_shape_def_default(defAt)
    writeShapeDef(c, defAt, def, 'def', false)
    const centerMAt = c.room(8)
    writeVec2(c, centerMAt, centerM, 'centerM', true)
    const halfSizeMAt = c.room(8)
    writeVec2(c, halfSizeMAt, halfSizeM, 'halfSizeM', true)
    const result = c.x.qn_shape_create_box(o.at, c.handle(body, 'body'), defAt, centerMAt, halfSizeMAt, c.float(angleRad, 'angleRad'))
    const error = c.x.qn_world_last_error(o.at, 0)
    if (error !== 0) c.check(error, o.at, 0, { angleRad })
    return (result >>> 0) as ShapeId
  }

  /**
   * The convex hull of 3 to 8 points in any order, rounded by radius_m >= 0.
   */
  createPolygon(body: BodyId, pointsM: readonly Vec2[], radiusM: number, def: Given<ShapeDef> = {}): ShapeId {
    const o = this.owner
    const c = o.begin('shape.createPolygon')
    const defAt = c.room(88)
    c.x.qn_shape_def_default(defAt)
    writeShapeDef(c, defAt, def, 'def', false)
    const pointsMAt = c.putAll(pointsM, 8, 'pointsM', (to, item, label) => writeVec2(c, to, item, label, true))
    const result = c.x.qn_shape_create_polygon(o.at, c.handle(body, 'body'), defAt, pointsMAt, pointsM.length, c.float(radiusM, 'radiusM'))
    const error = c.x.qn_world_last_error(o.at, 0)
    if (error !== 0) c.check(error, o.at, 0, { radiusM })
    return (result >>> 0) as ShapeId
  }

  /**
   * The convex hull of 3 to 8 points in any order, rounded by radius_m >= 0.
   */
  createSegment(body: BodyId, aM: Vec2, bM: Vec2, def: Given<ShapeDef> = {}): ShapeId {
    const o = this.owner
    const c = o.begin('shape.createSegment')
    const defAt = c.room(88)
    c.x.qn_shape_def_default(defAt)
    writeShapeDef(c, defAt, def, 'def', false)
    const aMAt = c.room(8)
    writeVec2(c, aMAt, aM, 'aM', true)
    const bMAt = c.room(8)
    writeVec2(c, bMAt, bM, 'bM', true)
    const result = c.x.qn_shape_create_segment(o.at, c.handle(body, 'body'), defAt, aMAt, bMAt)
    c.checkWorld(o.at)
    return (result >>> 0) as ShapeId
  }

  /**
   * Mass is recomputed. Ends its contacts with end events. QN_ERROR_WRONG_TYPE for a chain's
   * segments.
   */
  destroy(shape: ShapeId): void {
    const o = this.owner
    const c = o.begin('shape.destroy')
    c.check(c.x.qn_shape_destroy(o.at, c.handle(shape, 'shape')), o.at)
  }

  /**
   * Mass is recomputed. Ends its contacts with end events. QN_ERROR_WRONG_TYPE for a chain's
   * segments.
   */
  isAlive(shape: ShapeId): boolean {
    const o = this.owner
    const c = o.begin('shape.isAlive')
    const result = c.x.qn_shape_is_alive(o.at, c.handle(shape, 'shape'))
    c.checkWorld(o.at)
    return result !== 0
  }

  /**
   * Mass is recomputed. Ends its contacts with end events. QN_ERROR_WRONG_TYPE for a chain's
   * segments.
   */
  getType(shape: ShapeId): ShapeType {
    const o = this.owner
    const c = o.begin('shape.getType')
    const result = c.x.qn_shape_get_type(o.at, c.handle(shape, 'shape'))
    c.checkWorld(o.at)
    return c.named(SHAPE_TYPE_NAMES, result)
  }

  /**
   * Takes effect at once for all its contacts, and wakes what touches it.
   */
  setMaterial(shape: ShapeId, material: Given<Material>): void {
    const o = this.owner
    const c = o.begin('shape.setMaterial')
    const materialAt = c.room(40)
    c.x.qn_material_default(materialAt)
    writeMaterial(c, materialAt, material, 'material', false)
    c.check(c.x.qn_shape_set_material(o.at, c.handle(shape, 'shape'), materialAt), o.at)
  }

  /**
   * Takes effect at once for all its contacts, and wakes what touches it.
   */
  material(shape: ShapeId): Material {
    const o = this.owner
    const c = o.begin('shape.material')
    const result = c.room(40)
    c.x.qn_shape_material(result, o.at, c.handle(shape, 'shape'))
    c.checkWorld(o.at)
    return readMaterial(c, result)
  }

  /**
   * Contacts that the new filter forbids end at once, those that it allows begin in the next step.
   */
  setFilter(shape: ShapeId, filter: ShapeFilter): void {
    const o = this.owner
    const c = o.begin('shape.setFilter')
    const filterAt = c.room(24)
    writeShapeFilter(c, filterAt, filter, 'filter', true)
    c.check(c.x.qn_shape_set_filter(o.at, c.handle(shape, 'shape'), filterAt), o.at)
  }

  /**
   * Contacts that the new filter forbids end at once, those that it allows begin in the next step.
   */
  getFilter(shape: ShapeId): ShapeFilter {
    const o = this.owner
    const c = o.begin('shape.getFilter')
    const result = c.room(24)
    c.x.qn_shape_get_filter(result, o.at, c.handle(shape, 'shape'))
    c.checkWorld(o.at)
    return readShapeFilter(c, result)
  }

  /**
   * Which events its contacts raise; see event.h. QN_ERROR_OUT_OF_MEMORY where no shape has asked for
   * them before and there is no room for them.
   */
  setEvents(shape: ShapeId, contactEvents: boolean, hitEvents: boolean): void {
    const o = this.owner
    const c = o.begin('shape.setEvents')
    const error = c.x.qn_shape_set_events(o.at, c.handle(shape, 'shape'), contactEvents ? 1 : 0, hitEvents ? 1 : 0)
    if (error !== 0) c.check(error, o.at, 0, { contactEvents, hitEvents })
  }

  /**
   * Which events its contacts raise; see event.h. QN_ERROR_OUT_OF_MEMORY where no shape has asked for
   * them before and there is no room for them.
   */
  setUserData(shape: ShapeId, userData: bigint): void {
    const o = this.owner
    const c = o.begin('shape.setUserData')
    const error = c.x.qn_shape_set_user_data(o.at, c.handle(shape, 'shape'), c.long(userData, 'userData'))
    if (error !== 0) c.check(error, o.at, 0, { userData })
  }

  /**
   * Refused with QN_ERROR_OUT_OF_RANGE as in the definition; mass is recomputed.
   */
  setDensity(shape: ShapeId, densityKgpm2: number): void {
    const o = this.owner
    const c = o.begin('shape.setDensity')
    const error = c.x.qn_shape_set_density(o.at, c.handle(shape, 'shape'), c.float(densityKgpm2, 'densityKgpm2'))
    if (error !== 0) c.check(error, o.at, 0, { densityKgpm2 })
  }

  /**
   * Refused with QN_ERROR_OUT_OF_RANGE as in the definition; mass is recomputed.
   */
  density(shape: ShapeId): number {
    const o = this.owner
    const c = o.begin('shape.density')
    const result = c.x.qn_shape_density(o.at, c.handle(shape, 'shape'))
    c.checkWorld(o.at)
    return result
  }

  /**
   * Refused with QN_ERROR_OUT_OF_RANGE as in the definition; mass is recomputed.
   */
  body(shape: ShapeId): BodyId {
    const o = this.owner
    const c = o.begin('shape.body')
    const result = c.x.qn_shape_body(o.at, c.handle(shape, 'shape'))
    c.checkWorld(o.at)
    return (result >>> 0) as BodyId
  }

  /**
   * Refused with QN_ERROR_OUT_OF_RANGE as in the definition; mass is recomputed.
   */
  userData(shape: ShapeId): bigint {
    const o = this.owner
    const c = o.begin('shape.userData')
    const result = c.x.qn_shape_user_data(o.at, c.handle(shape, 'shape'))
    c.checkWorld(o.at)
    return BigInt.asUintN(64, result)
  }

  /**
   * Refused with QN_ERROR_OUT_OF_RANGE as in the definition; mass is recomputed.
   * tight, world frame
   */
  aabb(shape: ShapeId): Aabb {
    const o = this.owner
    const c = o.begin('shape.aabb')
    const result = c.room(16)
    c.x.qn_shape_aabb(result, o.at, c.handle(shape, 'shape'))
    c.checkWorld(o.at)
    return readAabb(c, result)
  }

  /**
   * In the body's frame, as the shape is: one point for a circle, two for a capsule, two without a
   * radius for a segment (of a chain too), the corners of a polygon or a box. No points, with
   * QN_ERROR_WRONG_TYPE, for a grid of tiles.
   */
  region(shape: ShapeId): Region {
    const o = this.owner
    const c = o.begin('shape.region')
    const result = c.room(72)
    c.x.qn_shape_region(result, o.at, c.handle(shape, 'shape'))
    c.checkWorld(o.at)
    return readRegion(c, result)
  }

  /**
   * Makes the shape another one, of any kind that a region can say; two points without a radius are a
   * segment. It keeps its handle, material, filter and the rest. Mass is recomputed. Its contacts end
   * and may begin again in the next step; what is near it wakes. QN_ERROR_WRONG_TYPE for segments of
   * chains and for grids of tiles, else the errors of the create calls; nothing has changed then.
   */
  setRegion(shape: ShapeId, region: Region): void {
    const o = this.owner
    const c = o.begin('shape.setRegion')
    const regionAt = c.room(72)
    writeRegion(c, regionAt, region, 'region', true)
    c.check(c.x.qn_shape_set_region(o.at, c.handle(shape, 'shape'), regionAt), o.at)
  }
}

export class JointCalls {
  protected readonly owner: Owner

  constructor(owner: Owner) {
    this.owner = owner
  }

  /**
   * A base whose frames lie on each other at a point of the world, with their x axes at that angle.
   * Its other fields are 0. All 0 with the world's last error set where a handle is not alive, the
   * point lies beyond QN_MAX_POSITION_M or the angle beyond 1e5.
   */
  baseAt(bodyA: BodyId, bodyB: BodyId, anchorM: Vec2, axisAngleRad: number): JointBase {
    const o = this.owner
    const c = o.begin('joint.baseAt')
    const anchorMAt = c.room(8)
    writeVec2(c, anchorMAt, anchorM, 'anchorM', true)
    const result = c.room(64)
    c.x.qn_joint_base_at(result, o.at, c.handle(bodyA, 'bodyA'), c.handle(bodyB, 'bodyB'), anchorMAt, c.float(axisAngleRad, 'axisAngleRad'))
    const error = c.x.qn_world_last_error(o.at, 0)
    if (error !== 0) c.check(error, o.at, 0, { axisAngleRad })
    return readJointBase(c, result)
  }

  /**
   * Wakes the bodies, and lets them collide again where the joint forbade it.
   */
  destroy(joint: JointId): void {
    const o = this.owner
    const c = o.begin('joint.destroy')
    c.check(c.x.qn_joint_destroy(o.at, c.handle(joint, 'joint')), o.at)
  }

  /**
   * Wakes the bodies, and lets them collide again where the joint forbade it.
   */
  isAlive(joint: JointId): boolean {
    const o = this.owner
    const c = o.begin('joint.isAlive')
    const result = c.x.qn_joint_is_alive(o.at, c.handle(joint, 'joint'))
    c.checkWorld(o.at)
    return result !== 0
  }

  /**
   * Wakes the bodies, and lets them collide again where the joint forbade it.
   */
  getType(joint: JointId): JointType {
    const o = this.owner
    const c = o.begin('joint.getType')
    const result = c.x.qn_joint_get_type(o.at, c.handle(joint, 'joint'))
    c.checkWorld(o.at)
    return c.named(JOINT_TYPE_NAMES, result)
  }

  /**
   * As it stands now.
   */
  getBase(joint: JointId): JointBase {
    const o = this.owner
    const c = o.begin('joint.getBase')
    const result = c.room(64)
    c.x.qn_joint_get_base(result, o.at, c.handle(joint, 'joint'))
    c.checkWorld(o.at)
    return readJointBase(c, result)
  }

  setUserData(joint: JointId, userData: bigint): void {
    const o = this.owner
    const c = o.begin('joint.setUserData')
    const error = c.x.qn_joint_set_user_data(o.at, c.handle(joint, 'joint'), c.long(userData, 'userData'))
    if (error !== 0) c.check(error, o.at, 0, { userData })
  }

  userData(joint: JointId): bigint {
    const o = this.owner
    const c = o.begin('joint.userData')
    const result = c.x.qn_joint_user_data(o.at, c.handle(joint, 'joint'))
    c.checkWorld(o.at)
    return BigInt.asUintN(64, result)
  }

  /**
   * These change the fields of the base with the same names, and wake the bodies.
   */
  setFrameA(joint: JointId, anchorM: Vec2, angleRad: number): void {
    const o = this.owner
    const c = o.begin('joint.setFrameA')
    const anchorMAt = c.room(8)
    writeVec2(c, anchorMAt, anchorM, 'anchorM', true)
    const error = c.x.qn_joint_set_frame_a(o.at, c.handle(joint, 'joint'), anchorMAt, c.float(angleRad, 'angleRad'))
    if (error !== 0) c.check(error, o.at, 0, { angleRad })
  }

  /**
   * These change the fields of the base with the same names, and wake the bodies.
   */
  setFrameB(joint: JointId, anchorM: Vec2, angleRad: number): void {
    const o = this.owner
    const c = o.begin('joint.setFrameB')
    const anchorMAt = c.room(8)
    writeVec2(c, anchorMAt, anchorM, 'anchorM', true)
    const error = c.x.qn_joint_set_frame_b(o.at, c.handle(joint, 'joint'), anchorMAt, c.float(angleRad, 'angleRad'))
    if (error !== 0) c.check(error, o.at, 0, { angleRad })
  }

  /**
   * These change the fields of the base with the same names, and wake the bodies.
   */
  setStiffness(joint: JointId, hertz: number, dampingRatio: number): void {
    const o = this.owner
    const c = o.begin('joint.setStiffness')
    const error = c.x.qn_joint_set_stiffness(o.at, c.handle(joint, 'joint'), c.float(hertz, 'hertz'), c.float(dampingRatio, 'dampingRatio'))
    if (error !== 0) c.check(error, o.at, 0, { hertz, dampingRatio })
  }

  /**
   * These change the fields of the base with the same names, and wake the bodies.
   */
  setCollideConnected(joint: JointId, collide: boolean): void {
    const o = this.owner
    const c = o.begin('joint.setCollideConnected')
    const error = c.x.qn_joint_set_collide_connected(o.at, c.handle(joint, 'joint'), collide ? 1 : 0)
    if (error !== 0) c.check(error, o.at, 0, { collide })
  }

  /**
   * These change the fields of the base with the same names, and wake the bodies.
   */
  wakeBodies(joint: JointId): void {
    const o = this.owner
    const c = o.begin('joint.wakeBodies')
    c.check(c.x.qn_joint_wake_bodies(o.at, c.handle(joint, 'joint')), o.at)
  }

  /**
   * Changes the load beyond which it tells or breaks, and wakes the bodies. QN_ERROR_OUT_OF_MEMORY
   * where no joint has had one before and there is no room for events.
   */
  setMaxLoad(joint: JointId, maxForceN: number, maxTorqueNm: number, breaks: boolean): void {
    const o = this.owner
    const c = o.begin('joint.setMaxLoad')
    const error = c.x.qn_joint_set_max_load(o.at, c.handle(joint, 'joint'), c.float(maxForceN, 'maxForceN'), c.float(maxTorqueNm, 'maxTorqueNm'), breaks ? 1 : 0)
    if (error !== 0) c.check(error, o.at, 0, { maxForceN, maxTorqueNm, breaks })
  }

  /**
   * What the joint did to body_b in the last step, averaged over it: the force at its anchor, and the
   * torque beside the one of that force. Limits, springs and motors count too.
   */
  force(joint: JointId): Vec2 {
    const o = this.owner
    const c = o.begin('joint.force')
    const result = c.room(8)
    c.x.qn_joint_force(result, o.at, c.handle(joint, 'joint'))
    c.checkWorld(o.at)
    return readVec2(c, result)
  }

  /**
   * What the joint did to body_b in the last step, averaged over it: the force at its anchor, and the
   * torque beside the one of that force. Limits, springs and motors count too.
   */
  torque(joint: JointId): number {
    const o = this.owner
    const c = o.begin('joint.torque')
    const result = c.x.qn_joint_torque(o.at, c.handle(joint, 'joint'))
    c.checkWorld(o.at)
    return result
  }

  /**
   * How far the joint is from what it must hold, in metres and radians, at least 0. What a kind
   * leaves free (springs, the room between limits) is no error.
   */
  separation(joint: JointId): number {
    const o = this.owner
    const c = o.begin('joint.separation')
    const result = c.x.qn_joint_separation(o.at, c.handle(joint, 'joint'))
    c.checkWorld(o.at)
    return result
  }

  /**
   * How far the joint is from what it must hold, in metres and radians, at least 0. What a kind
   * leaves free (springs, the room between limits) is no error.
   */
  angularSeparation(joint: JointId): number {
    const o = this.owner
    const c = o.begin('joint.angularSeparation')
    const result = c.x.qn_joint_angular_separation(o.at, c.handle(joint, 'joint'))
    c.checkWorld(o.at)
    return result
  }
}

export class ChainCalls {
  protected readonly owner: Owner

  constructor(owner: Owner) {
    this.owner = owner
  }

  defDefault(): ChainDef {
    const c = this.owner.begin('chain.defDefault')
    const result = c.room(104)
    c.x.qn_chain_def_default(result)
    return readChainDef(c, result)
  }

  /**
   * Points lie within 1e4 m, neighbours at least 0.005 m apart (else QN_ERROR_BAD_SHAPE).
   */
  create(body: BodyId, def: Given<ChainDef> = {}): ChainId {
    const o = this.owner
    const c = o.begin('chain.create')
    const defAt = c.room(104)
    c.x.qn_chain_def_default(defAt)
    writeChainDef(c, defAt, def, 'def', false)
    const result = c.x.qn_chain_create(o.at, c.handle(body, 'body'), defAt)
    c.checkWorld(o.at)
    return (result >>> 0) as ChainId
  }

  /**
   * Points lie within 1e4 m, neighbours at least 0.005 m apart (else QN_ERROR_BAD_SHAPE).
   */
  destroy(chain: ChainId): void {
    const o = this.owner
    const c = o.begin('chain.destroy')
    c.check(c.x.qn_chain_destroy(o.at, c.handle(chain, 'chain')), o.at)
  }

  /**
   * Points lie within 1e4 m, neighbours at least 0.005 m apart (else QN_ERROR_BAD_SHAPE).
   */
  isAlive(chain: ChainId): boolean {
    const o = this.owner
    const c = o.begin('chain.isAlive')
    const result = c.x.qn_chain_is_alive(o.at, c.handle(chain, 'chain'))
    c.checkWorld(o.at)
    return result !== 0
  }

  body(chain: ChainId): BodyId {
    const o = this.owner
    const c = o.begin('chain.body')
    const result = c.x.qn_chain_body(o.at, c.handle(chain, 'chain'))
    c.checkWorld(o.at)
    return (result >>> 0) as BodyId
  }

  isLoop(chain: ChainId): boolean {
    const o = this.owner
    const c = o.begin('chain.isLoop')
    const result = c.x.qn_chain_is_loop(o.at, c.handle(chain, 'chain'))
    c.checkWorld(o.at)
    return result !== 0
  }

  pointCount(chain: ChainId): number {
    const o = this.owner
    const c = o.begin('chain.pointCount')
    const result = c.x.qn_chain_point_count(o.at, c.handle(chain, 'chain'))
    c.checkWorld(o.at)
    return result
  }

  segmentCount(chain: ChainId): number {
    const o = this.owner
    const c = o.begin('chain.segmentCount')
    const result = c.x.qn_chain_segment_count(o.at, c.handle(chain, 'chain'))
    c.checkWorld(o.at)
    return result
  }

  /**
   * Segment i of an open chain leads from point i + 1 to i + 2, of a loop from i to i + 1. Null, with
   * QN_ERROR_OUT_OF_RANGE, where there is none.
   */
  segment(chain: ChainId, index: number): ShapeId {
    const o = this.owner
    const c = o.begin('chain.segment')
    const result = c.x.qn_chain_segment(o.at, c.handle(chain, 'chain'), c.int(index, 'index'))
    const error = c.x.qn_world_last_error(o.at, 0)
    if (error !== 0) c.check(error, o.at, 0, { index })
    return (result >>> 0) as ShapeId
  }

  /**
   * Segment i of an open chain leads from point i + 1 to i + 2, of a loop from i to i + 1. Null, with
   * QN_ERROR_OUT_OF_RANGE, where there is none.
   */
  point(chain: ChainId, index: number): Vec2 {
    const o = this.owner
    const c = o.begin('chain.point')
    const result = c.room(8)
    c.x.qn_chain_point(result, o.at, c.handle(chain, 'chain'), c.int(index, 'index'))
    const error = c.x.qn_world_last_error(o.at, 0)
    if (error !== 0) c.check(error, o.at, 0, { index })
    return readVec2(c, result)
  }

  /**
   * Edits at run time re-make the at most four segments around the point and wake what is near them.
   * They leave the others alone; only finding the index takes a walk along the chain. Errors, with
   * nothing changed: OUT_OF_RANGE (the index, the point, or a chain that would become too short),
   * BAD_SHAPE (a neighbour nearer than 0.005 m).
   */
  setPoint(chain: ChainId, index: number, pointM: Vec2): void {
    const o = this.owner
    const c = o.begin('chain.setPoint')
    const pointMAt = c.room(8)
    writeVec2(c, pointMAt, pointM, 'pointM', true)
    const error = c.x.qn_chain_set_point(o.at, c.handle(chain, 'chain'), c.int(index, 'index'), pointMAt)
    if (error !== 0) c.check(error, o.at, 0, { index })
  }

  /**
   * Puts a point before the one of that index; index = point count appends. The new segment is made
   * of what the one it splits is made of. May grow the world as create calls do.
   */
  insertPoint(chain: ChainId, index: number, pointM: Vec2): void {
    const o = this.owner
    const c = o.begin('chain.insertPoint')
    const pointMAt = c.room(8)
    writeVec2(c, pointMAt, pointM, 'pointM', true)
    const error = c.x.qn_chain_insert_point(o.at, c.handle(chain, 'chain'), c.int(index, 'index'), pointMAt)
    if (error !== 0) c.check(error, o.at, 0, { index })
  }

  /**
   * Destroys the segment that led away from the point, if there was one, else the last one.
   */
  removePoint(chain: ChainId, index: number): void {
    const o = this.owner
    const c = o.begin('chain.removePoint')
    const error = c.x.qn_chain_remove_point(o.at, c.handle(chain, 'chain'), c.int(index, 'index'))
    if (error !== 0) c.check(error, o.at, 0, { index })
  }
}

export class ContactCalls {
  protected readonly owner: Owner

  constructor(owner: Owner) {
    this.owner = owner
  }

  /**
   * Each returns how many contacts touch, and writes the first `capacity` of them, the youngest
   * first; `out` may be null where capacity is 0.
   */
  isAlive(contact: ContactId): boolean {
    const o = this.owner
    const c = o.begin('contact.isAlive')
    const result = c.x.qn_contact_is_alive(o.at, c.handle(contact, 'contact'))
    c.checkWorld(o.at)
    return result !== 0
  }

  /**
   * A living contact that does not touch has no points.
   */
  read(contact: ContactId): ContactData {
    const o = this.owner
    const c = o.begin('contact.read')
    const outAt = c.room(72)
    c.check(c.x.qn_contact_read(o.at, c.handle(contact, 'contact'), outAt), o.at)
    return readContactData(c, outAt)
  }
}

export class DistanceCalls {
  protected readonly owner: Owner

  constructor(owner: Owner) {
    this.owner = owner
  }

  defDefault(): DistanceDef {
    const c = this.owner.begin('distance.defDefault')
    const result = c.room(120)
    c.x.qn_distance_def_default(result)
    return readDistanceDef(c, result)
  }

  create(def: Given<DistanceDef> = {}): JointId {
    const o = this.owner
    const c = o.begin('distance.create')
    const defAt = c.room(120)
    c.x.qn_distance_def_default(defAt)
    writeDistanceDef(c, defAt, def, 'def', false)
    const result = c.x.qn_distance_create(o.at, defAt)
    c.checkWorld(o.at)
    return (result >>> 0) as JointId
  }

  get(joint: JointId): DistanceDef {
    const o = this.owner
    const c = o.begin('distance.get')
    const result = c.room(120)
    c.x.qn_distance_get(result, o.at, c.handle(joint, 'joint'))
    c.checkWorld(o.at)
    return readDistanceDef(c, result)
  }

  setLength(joint: JointId, lengthM: number): void {
    const o = this.owner
    const c = o.begin('distance.setLength')
    const error = c.x.qn_distance_set_length(o.at, c.handle(joint, 'joint'), c.float(lengthM, 'lengthM'))
    if (error !== 0) c.check(error, o.at, 0, { lengthM })
  }

  setSpring(joint: JointId, enable: boolean, hertz: number, dampingRatio: number): void {
    const o = this.owner
    const c = o.begin('distance.setSpring')
    const error = c.x.qn_distance_set_spring(o.at, c.handle(joint, 'joint'), enable ? 1 : 0, c.float(hertz, 'hertz'), c.float(dampingRatio, 'dampingRatio'))
    if (error !== 0) c.check(error, o.at, 0, { enable, hertz, dampingRatio })
  }

  setSpringRange(joint: JointId, lowerForceN: number, upperForceN: number): void {
    const o = this.owner
    const c = o.begin('distance.setSpringRange')
    const error = c.x.qn_distance_set_spring_range(o.at, c.handle(joint, 'joint'), c.float(lowerForceN, 'lowerForceN'), c.float(upperForceN, 'upperForceN'))
    if (error !== 0) c.check(error, o.at, 0, { lowerForceN, upperForceN })
  }

  setLimit(joint: JointId, enable: boolean, lowerM: number, upperM: number): void {
    const o = this.owner
    const c = o.begin('distance.setLimit')
    const error = c.x.qn_distance_set_limit(o.at, c.handle(joint, 'joint'), enable ? 1 : 0, c.float(lowerM, 'lowerM'), c.float(upperM, 'upperM'))
    if (error !== 0) c.check(error, o.at, 0, { enable, lowerM, upperM })
  }

  setMotor(joint: JointId, enable: boolean, speedMps: number, maxForceN: number): void {
    const o = this.owner
    const c = o.begin('distance.setMotor')
    const error = c.x.qn_distance_set_motor(o.at, c.handle(joint, 'joint'), enable ? 1 : 0, c.float(speedMps, 'speedMps'), c.float(maxForceN, 'maxForceN'))
    if (error !== 0) c.check(error, o.at, 0, { enable, speedMps, maxForceN })
  }

  /**
   * now, in metres
   */
  length(joint: JointId): number {
    const o = this.owner
    const c = o.begin('distance.length')
    const result = c.x.qn_distance_length(o.at, c.handle(joint, 'joint'))
    c.checkWorld(o.at)
    return result
  }

  /**
   * m/s, of growing
   */
  speed(joint: JointId): number {
    const o = this.owner
    const c = o.begin('distance.speed')
    const result = c.x.qn_distance_speed(o.at, c.handle(joint, 'joint'))
    c.checkWorld(o.at)
    return result
  }

  /**
   * N, last step
   */
  motorForce(joint: JointId): number {
    const o = this.owner
    const c = o.begin('distance.motorForce')
    const result = c.x.qn_distance_motor_force(o.at, c.handle(joint, 'joint'))
    c.checkWorld(o.at)
    return result
  }
}

export class FilterJointCalls {
  protected readonly owner: Owner

  constructor(owner: Owner) {
    this.owner = owner
  }

  defDefault(): FilterJointDef {
    const c = this.owner.begin('filterJoint.defDefault')
    const result = c.room(72)
    c.x.qn_filter_joint_def_default(result)
    return readFilterJointDef(c, result)
  }

  create(def: Given<FilterJointDef> = {}): JointId {
    const o = this.owner
    const c = o.begin('filterJoint.create')
    const defAt = c.room(72)
    c.x.qn_filter_joint_def_default(defAt)
    writeFilterJointDef(c, defAt, def, 'def', false)
    const result = c.x.qn_filter_joint_create(o.at, defAt)
    c.checkWorld(o.at)
    return (result >>> 0) as JointId
  }
}

export class GearCalls {
  protected readonly owner: Owner

  constructor(owner: Owner) {
    this.owner = owner
  }

  defDefault(): GearDef {
    const c = this.owner.begin('gear.defDefault')
    const result = c.room(88)
    c.x.qn_gear_def_default(result)
    return readGearDef(c, result)
  }

  create(def: Given<GearDef> = {}): JointId {
    const o = this.owner
    const c = o.begin('gear.create')
    const defAt = c.room(88)
    c.x.qn_gear_def_default(defAt)
    writeGearDef(c, defAt, def, 'def', false)
    const result = c.x.qn_gear_create(o.at, defAt)
    c.checkWorld(o.at)
    return (result >>> 0) as JointId
  }

  /**
   * Its base names the two bodies that it couples.
   */
  get(joint: JointId): GearDef {
    const o = this.owner
    const c = o.begin('gear.get')
    const result = c.room(88)
    c.x.qn_gear_get(result, o.at, c.handle(joint, 'joint'))
    c.checkWorld(o.at)
    return readGearDef(c, result)
  }

  /**
   * Its base names the two bodies that it couples.
   */
  setRatio(joint: JointId, ratio: number): void {
    const o = this.owner
    const c = o.begin('gear.setRatio')
    const error = c.x.qn_gear_set_ratio(o.at, c.handle(joint, 'joint'), c.float(ratio, 'ratio'))
    if (error !== 0) c.check(error, o.at, 0, { ratio })
  }
}

export class MotorCalls {
  protected readonly owner: Owner

  constructor(owner: Owner) {
    this.owner = owner
  }

  defDefault(): MotorDef {
    const c = this.owner.begin('motor.defDefault')
    const result = c.room(128)
    c.x.qn_motor_def_default(result)
    return readMotorDef(c, result)
  }

  create(def: Given<MotorDef> = {}): JointId {
    const o = this.owner
    const c = o.begin('motor.create')
    const defAt = c.room(128)
    c.x.qn_motor_def_default(defAt)
    writeMotorDef(c, defAt, def, 'def', false)
    const result = c.x.qn_motor_create(o.at, defAt)
    c.checkWorld(o.at)
    return (result >>> 0) as JointId
  }

  get(joint: JointId): MotorDef {
    const o = this.owner
    const c = o.begin('motor.get')
    const result = c.room(128)
    c.x.qn_motor_get(result, o.at, c.handle(joint, 'joint'))
    c.checkWorld(o.at)
    return readMotorDef(c, result)
  }

  setVelocity(joint: JointId, velocityMps: Vec2, angularVelocityRadps: number): void {
    const o = this.owner
    const c = o.begin('motor.setVelocity')
    const velocityMpsAt = c.room(8)
    writeVec2(c, velocityMpsAt, velocityMps, 'velocityMps', true)
    const error = c.x.qn_motor_set_velocity(o.at, c.handle(joint, 'joint'), velocityMpsAt, c.float(angularVelocityRadps, 'angularVelocityRadps'))
    if (error !== 0) c.check(error, o.at, 0, { angularVelocityRadps })
  }

  setMax(joint: JointId, maxForceN: number, maxTorqueNm: number): void {
    const o = this.owner
    const c = o.begin('motor.setMax')
    const error = c.x.qn_motor_set_max(o.at, c.handle(joint, 'joint'), c.float(maxForceN, 'maxForceN'), c.float(maxTorqueNm, 'maxTorqueNm'))
    if (error !== 0) c.check(error, o.at, 0, { maxForceN, maxTorqueNm })
  }

  setOffset(joint: JointId, offsetM: Vec2, angularOffsetRad: number): void {
    const o = this.owner
    const c = o.begin('motor.setOffset')
    const offsetMAt = c.room(8)
    writeVec2(c, offsetMAt, offsetM, 'offsetM', true)
    const error = c.x.qn_motor_set_offset(o.at, c.handle(joint, 'joint'), offsetMAt, c.float(angularOffsetRad, 'angularOffsetRad'))
    if (error !== 0) c.check(error, o.at, 0, { angularOffsetRad })
  }

  setLinearSpring(joint: JointId, hertz: number, dampingRatio: number, maxForceN: number): void {
    const o = this.owner
    const c = o.begin('motor.setLinearSpring')
    const error = c.x.qn_motor_set_linear_spring(o.at, c.handle(joint, 'joint'), c.float(hertz, 'hertz'), c.float(dampingRatio, 'dampingRatio'), c.float(maxForceN, 'maxForceN'))
    if (error !== 0) c.check(error, o.at, 0, { hertz, dampingRatio, maxForceN })
  }

  setAngularSpring(joint: JointId, hertz: number, dampingRatio: number, maxTorqueNm: number): void {
    const o = this.owner
    const c = o.begin('motor.setAngularSpring')
    const error = c.x.qn_motor_set_angular_spring(o.at, c.handle(joint, 'joint'), c.float(hertz, 'hertz'), c.float(dampingRatio, 'dampingRatio'), c.float(maxTorqueNm, 'maxTorqueNm'))
    if (error !== 0) c.check(error, o.at, 0, { hertz, dampingRatio, maxTorqueNm })
  }
}

export class MouseCalls {
  protected readonly owner: Owner

  constructor(owner: Owner) {
    this.owner = owner
  }

  defDefault(): MouseDef {
    const c = this.owner.begin('mouse.defDefault')
    const result = c.room(96)
    c.x.qn_mouse_def_default(result)
    return readMouseDef(c, result)
  }

  create(def: Given<MouseDef> = {}): JointId {
    const o = this.owner
    const c = o.begin('mouse.create')
    const defAt = c.room(96)
    c.x.qn_mouse_def_default(defAt)
    writeMouseDef(c, defAt, def, 'def', false)
    const result = c.x.qn_mouse_create(o.at, defAt)
    c.checkWorld(o.at)
    return (result >>> 0) as JointId
  }

  get(joint: JointId): MouseDef {
    const o = this.owner
    const c = o.begin('mouse.get')
    const result = c.room(96)
    c.x.qn_mouse_get(result, o.at, c.handle(joint, 'joint'))
    c.checkWorld(o.at)
    return readMouseDef(c, result)
  }

  setTarget(joint: JointId, targetM: Vec2): void {
    const o = this.owner
    const c = o.begin('mouse.setTarget')
    const targetMAt = c.room(8)
    writeVec2(c, targetMAt, targetM, 'targetM', true)
    c.check(c.x.qn_mouse_set_target(o.at, c.handle(joint, 'joint'), targetMAt), o.at)
  }

  setSpring(joint: JointId, hertz: number, dampingRatio: number, maxForceN: number): void {
    const o = this.owner
    const c = o.begin('mouse.setSpring')
    const error = c.x.qn_mouse_set_spring(o.at, c.handle(joint, 'joint'), c.float(hertz, 'hertz'), c.float(dampingRatio, 'dampingRatio'), c.float(maxForceN, 'maxForceN'))
    if (error !== 0) c.check(error, o.at, 0, { hertz, dampingRatio, maxForceN })
  }
}

export class PrismaticCalls {
  protected readonly owner: Owner

  constructor(owner: Owner) {
    this.owner = owner
  }

  defDefault(): PrismaticDef {
    const c = this.owner.begin('prismatic.defDefault')
    const result = c.room(112)
    c.x.qn_prismatic_def_default(result)
    return readPrismaticDef(c, result)
  }

  create(def: Given<PrismaticDef> = {}): JointId {
    const o = this.owner
    const c = o.begin('prismatic.create')
    const defAt = c.room(112)
    c.x.qn_prismatic_def_default(defAt)
    writePrismaticDef(c, defAt, def, 'def', false)
    const result = c.x.qn_prismatic_create(o.at, defAt)
    c.checkWorld(o.at)
    return (result >>> 0) as JointId
  }

  get(joint: JointId): PrismaticDef {
    const o = this.owner
    const c = o.begin('prismatic.get')
    const result = c.room(112)
    c.x.qn_prismatic_get(result, o.at, c.handle(joint, 'joint'))
    c.checkWorld(o.at)
    return readPrismaticDef(c, result)
  }

  setSpring(joint: JointId, enable: boolean, hertz: number, dampingRatio: number): void {
    const o = this.owner
    const c = o.begin('prismatic.setSpring')
    const error = c.x.qn_prismatic_set_spring(o.at, c.handle(joint, 'joint'), enable ? 1 : 0, c.float(hertz, 'hertz'), c.float(dampingRatio, 'dampingRatio'))
    if (error !== 0) c.check(error, o.at, 0, { enable, hertz, dampingRatio })
  }

  setTarget(joint: JointId, translationM: number): void {
    const o = this.owner
    const c = o.begin('prismatic.setTarget')
    const error = c.x.qn_prismatic_set_target(o.at, c.handle(joint, 'joint'), c.float(translationM, 'translationM'))
    if (error !== 0) c.check(error, o.at, 0, { translationM })
  }

  setLimit(joint: JointId, enable: boolean, lowerM: number, upperM: number): void {
    const o = this.owner
    const c = o.begin('prismatic.setLimit')
    const error = c.x.qn_prismatic_set_limit(o.at, c.handle(joint, 'joint'), enable ? 1 : 0, c.float(lowerM, 'lowerM'), c.float(upperM, 'upperM'))
    if (error !== 0) c.check(error, o.at, 0, { enable, lowerM, upperM })
  }

  setMotor(joint: JointId, enable: boolean, speedMps: number, maxForceN: number): void {
    const o = this.owner
    const c = o.begin('prismatic.setMotor')
    const error = c.x.qn_prismatic_set_motor(o.at, c.handle(joint, 'joint'), enable ? 1 : 0, c.float(speedMps, 'speedMps'), c.float(maxForceN, 'maxForceN'))
    if (error !== 0) c.check(error, o.at, 0, { enable, speedMps, maxForceN })
  }

  /**
   * Of anchor b from anchor a along the axis, in metres, and how fast it grows.
   */
  translation(joint: JointId): number {
    const o = this.owner
    const c = o.begin('prismatic.translation')
    const result = c.x.qn_prismatic_translation(o.at, c.handle(joint, 'joint'))
    c.checkWorld(o.at)
    return result
  }

  /**
   * Of anchor b from anchor a along the axis, in metres, and how fast it grows.
   */
  speed(joint: JointId): number {
    const o = this.owner
    const c = o.begin('prismatic.speed')
    const result = c.x.qn_prismatic_speed(o.at, c.handle(joint, 'joint'))
    c.checkWorld(o.at)
    return result
  }

  /**
   * Of anchor b from anchor a along the axis, in metres, and how fast it grows.
   * N, last step
   */
  motorForce(joint: JointId): number {
    const o = this.owner
    const c = o.begin('prismatic.motorForce')
    const result = c.x.qn_prismatic_motor_force(o.at, c.handle(joint, 'joint'))
    c.checkWorld(o.at)
    return result
  }
}

export class PulleyCalls {
  protected readonly owner: Owner

  constructor(owner: Owner) {
    this.owner = owner
  }

  defDefault(): PulleyDef {
    const c = this.owner.begin('pulley.defDefault')
    const result = c.room(104)
    c.x.qn_pulley_def_default(result)
    return readPulleyDef(c, result)
  }

  create(def: Given<PulleyDef> = {}): JointId {
    const o = this.owner
    const c = o.begin('pulley.create')
    const defAt = c.room(104)
    c.x.qn_pulley_def_default(defAt)
    writePulleyDef(c, defAt, def, 'def', false)
    const result = c.x.qn_pulley_create(o.at, defAt)
    c.checkWorld(o.at)
    return (result >>> 0) as JointId
  }

  get(joint: JointId): PulleyDef {
    const o = this.owner
    const c = o.begin('pulley.get')
    const result = c.room(104)
    c.x.qn_pulley_get(result, o.at, c.handle(joint, 'joint'))
    c.checkWorld(o.at)
    return readPulleyDef(c, result)
  }

  setWheels(joint: JointId, wheelAM: Vec2, wheelBM: Vec2): void {
    const o = this.owner
    const c = o.begin('pulley.setWheels')
    const wheelAMAt = c.room(8)
    writeVec2(c, wheelAMAt, wheelAM, 'wheelAM', true)
    const wheelBMAt = c.room(8)
    writeVec2(c, wheelBMAt, wheelBM, 'wheelBM', true)
    c.check(c.x.qn_pulley_set_wheels(o.at, c.handle(joint, 'joint'), wheelAMAt, wheelBMAt), o.at)
  }

  setTotalLength(joint: JointId, lengthM: number): void {
    const o = this.owner
    const c = o.begin('pulley.setTotalLength')
    const error = c.x.qn_pulley_set_total_length(o.at, c.handle(joint, 'joint'), c.float(lengthM, 'lengthM'))
    if (error !== 0) c.check(error, o.at, 0, { lengthM })
  }

  setRatio(joint: JointId, ratio: number): void {
    const o = this.owner
    const c = o.begin('pulley.setRatio')
    const error = c.x.qn_pulley_set_ratio(o.at, c.handle(joint, 'joint'), c.float(ratio, 'ratio'))
    if (error !== 0) c.check(error, o.at, 0, { ratio })
  }

  /**
   * now, in metres
   */
  lengthA(joint: JointId): number {
    const o = this.owner
    const c = o.begin('pulley.lengthA')
    const result = c.x.qn_pulley_length_a(o.at, c.handle(joint, 'joint'))
    c.checkWorld(o.at)
    return result
  }

  lengthB(joint: JointId): number {
    const o = this.owner
    const c = o.begin('pulley.lengthB')
    const result = c.x.qn_pulley_length_b(o.at, c.handle(joint, 'joint'))
    c.checkWorld(o.at)
    return result
  }
}

export class RevoluteCalls {
  protected readonly owner: Owner

  constructor(owner: Owner) {
    this.owner = owner
  }

  defDefault(): RevoluteDef {
    const c = this.owner.begin('revolute.defDefault')
    const result = c.room(112)
    c.x.qn_revolute_def_default(result)
    return readRevoluteDef(c, result)
  }

  create(def: Given<RevoluteDef> = {}): JointId {
    const o = this.owner
    const c = o.begin('revolute.create')
    const defAt = c.room(112)
    c.x.qn_revolute_def_default(defAt)
    writeRevoluteDef(c, defAt, def, 'def', false)
    const result = c.x.qn_revolute_create(o.at, defAt)
    c.checkWorld(o.at)
    return (result >>> 0) as JointId
  }

  get(joint: JointId): RevoluteDef {
    const o = this.owner
    const c = o.begin('revolute.get')
    const result = c.room(112)
    c.x.qn_revolute_get(result, o.at, c.handle(joint, 'joint'))
    c.checkWorld(o.at)
    return readRevoluteDef(c, result)
  }

  setSpring(joint: JointId, enable: boolean, hertz: number, dampingRatio: number): void {
    const o = this.owner
    const c = o.begin('revolute.setSpring')
    const error = c.x.qn_revolute_set_spring(o.at, c.handle(joint, 'joint'), enable ? 1 : 0, c.float(hertz, 'hertz'), c.float(dampingRatio, 'dampingRatio'))
    if (error !== 0) c.check(error, o.at, 0, { enable, hertz, dampingRatio })
  }

  setTarget(joint: JointId, angleRad: number): void {
    const o = this.owner
    const c = o.begin('revolute.setTarget')
    const error = c.x.qn_revolute_set_target(o.at, c.handle(joint, 'joint'), c.float(angleRad, 'angleRad'))
    if (error !== 0) c.check(error, o.at, 0, { angleRad })
  }

  setLimit(joint: JointId, enable: boolean, lowerRad: number, upperRad: number): void {
    const o = this.owner
    const c = o.begin('revolute.setLimit')
    const error = c.x.qn_revolute_set_limit(o.at, c.handle(joint, 'joint'), enable ? 1 : 0, c.float(lowerRad, 'lowerRad'), c.float(upperRad, 'upperRad'))
    if (error !== 0) c.check(error, o.at, 0, { enable, lowerRad, upperRad })
  }

  setMotor(joint: JointId, enable: boolean, speedRadps: number, maxTorqueNm: number): void {
    const o = this.owner
    const c = o.begin('revolute.setMotor')
    const error = c.x.qn_revolute_set_motor(o.at, c.handle(joint, 'joint'), enable ? 1 : 0, c.float(speedRadps, 'speedRadps'), c.float(maxTorqueNm, 'maxTorqueNm'))
    if (error !== 0) c.check(error, o.at, 0, { enable, speedRadps, maxTorqueNm })
  }

  /**
   * In (-pi, pi] when created; from then on whole turns count, as long as a step is less than half of
   * one.
   */
  angle(joint: JointId): number {
    const o = this.owner
    const c = o.begin('revolute.angle')
    const result = c.x.qn_revolute_angle(o.at, c.handle(joint, 'joint'))
    c.checkWorld(o.at)
    return result
  }

  /**
   * In (-pi, pi] when created; from then on whole turns count, as long as a step is less than half of
   * one.
   * rad/s
   */
  speed(joint: JointId): number {
    const o = this.owner
    const c = o.begin('revolute.speed')
    const result = c.x.qn_revolute_speed(o.at, c.handle(joint, 'joint'))
    c.checkWorld(o.at)
    return result
  }

  /**
   * In (-pi, pi] when created; from then on whole turns count, as long as a step is less than half of
   * one.
   * Nm, last step
   */
  motorTorque(joint: JointId): number {
    const o = this.owner
    const c = o.begin('revolute.motorTorque')
    const result = c.x.qn_revolute_motor_torque(o.at, c.handle(joint, 'joint'))
    c.checkWorld(o.at)
    return result
  }
}

export class WeldCalls {
  protected readonly owner: Owner

  constructor(owner: Owner) {
    this.owner = owner
  }

  defDefault(): WeldDef {
    const c = this.owner.begin('weld.defDefault')
    const result = c.room(88)
    c.x.qn_weld_def_default(result)
    return readWeldDef(c, result)
  }

  create(def: Given<WeldDef> = {}): JointId {
    const o = this.owner
    const c = o.begin('weld.create')
    const defAt = c.room(88)
    c.x.qn_weld_def_default(defAt)
    writeWeldDef(c, defAt, def, 'def', false)
    const result = c.x.qn_weld_create(o.at, defAt)
    c.checkWorld(o.at)
    return (result >>> 0) as JointId
  }

  get(joint: JointId): WeldDef {
    const o = this.owner
    const c = o.begin('weld.get')
    const result = c.room(88)
    c.x.qn_weld_get(result, o.at, c.handle(joint, 'joint'))
    c.checkWorld(o.at)
    return readWeldDef(c, result)
  }

  setLinear(joint: JointId, hertz: number, dampingRatio: number): void {
    const o = this.owner
    const c = o.begin('weld.setLinear')
    const error = c.x.qn_weld_set_linear(o.at, c.handle(joint, 'joint'), c.float(hertz, 'hertz'), c.float(dampingRatio, 'dampingRatio'))
    if (error !== 0) c.check(error, o.at, 0, { hertz, dampingRatio })
  }

  setAngular(joint: JointId, hertz: number, dampingRatio: number): void {
    const o = this.owner
    const c = o.begin('weld.setAngular')
    const error = c.x.qn_weld_set_angular(o.at, c.handle(joint, 'joint'), c.float(hertz, 'hertz'), c.float(dampingRatio, 'dampingRatio'))
    if (error !== 0) c.check(error, o.at, 0, { hertz, dampingRatio })
  }
}

export class WheelCalls {
  protected readonly owner: Owner

  constructor(owner: Owner) {
    this.owner = owner
  }

  defDefault(): WheelDef {
    const c = this.owner.begin('wheel.defDefault')
    const result = c.room(112)
    c.x.qn_wheel_def_default(result)
    return readWheelDef(c, result)
  }

  create(def: Given<WheelDef> = {}): JointId {
    const o = this.owner
    const c = o.begin('wheel.create')
    const defAt = c.room(112)
    c.x.qn_wheel_def_default(defAt)
    writeWheelDef(c, defAt, def, 'def', false)
    const result = c.x.qn_wheel_create(o.at, defAt)
    c.checkWorld(o.at)
    return (result >>> 0) as JointId
  }

  get(joint: JointId): WheelDef {
    const o = this.owner
    const c = o.begin('wheel.get')
    const result = c.room(112)
    c.x.qn_wheel_get(result, o.at, c.handle(joint, 'joint'))
    c.checkWorld(o.at)
    return readWheelDef(c, result)
  }

  setSpring(joint: JointId, enable: boolean, hertz: number, dampingRatio: number): void {
    const o = this.owner
    const c = o.begin('wheel.setSpring')
    const error = c.x.qn_wheel_set_spring(o.at, c.handle(joint, 'joint'), enable ? 1 : 0, c.float(hertz, 'hertz'), c.float(dampingRatio, 'dampingRatio'))
    if (error !== 0) c.check(error, o.at, 0, { enable, hertz, dampingRatio })
  }

  setTarget(joint: JointId, translationM: number): void {
    const o = this.owner
    const c = o.begin('wheel.setTarget')
    const error = c.x.qn_wheel_set_target(o.at, c.handle(joint, 'joint'), c.float(translationM, 'translationM'))
    if (error !== 0) c.check(error, o.at, 0, { translationM })
  }

  setLimit(joint: JointId, enable: boolean, lowerM: number, upperM: number): void {
    const o = this.owner
    const c = o.begin('wheel.setLimit')
    const error = c.x.qn_wheel_set_limit(o.at, c.handle(joint, 'joint'), enable ? 1 : 0, c.float(lowerM, 'lowerM'), c.float(upperM, 'upperM'))
    if (error !== 0) c.check(error, o.at, 0, { enable, lowerM, upperM })
  }

  setMotor(joint: JointId, enable: boolean, speedRadps: number, maxTorqueNm: number): void {
    const o = this.owner
    const c = o.begin('wheel.setMotor')
    const error = c.x.qn_wheel_set_motor(o.at, c.handle(joint, 'joint'), enable ? 1 : 0, c.float(speedRadps, 'speedRadps'), c.float(maxTorqueNm, 'maxTorqueNm'))
    if (error !== 0) c.check(error, o.at, 0, { enable, speedRadps, maxTorqueNm })
  }

  /**
   * Of anchor b from anchor a along the axis, in metres, and how fast it grows.
   */
  translation(joint: JointId): number {
    const o = this.owner
    const c = o.begin('wheel.translation')
    const result = c.x.qn_wheel_translation(o.at, c.handle(joint, 'joint'))
    c.checkWorld(o.at)
    return result
  }

  /**
   * Of anchor b from anchor a along the axis, in metres, and how fast it grows.
   */
  speed(joint: JointId): number {
    const o = this.owner
    const c = o.begin('wheel.speed')
    const result = c.x.qn_wheel_speed(o.at, c.handle(joint, 'joint'))
    c.checkWorld(o.at)
    return result
  }

  /**
   * Of anchor b from anchor a along the axis, in metres, and how fast it grows.
   * rad/s of b against a
   */
  spin(joint: JointId): number {
    const o = this.owner
    const c = o.begin('wheel.spin')
    const result = c.x.qn_wheel_spin(o.at, c.handle(joint, 'joint'))
    c.checkWorld(o.at)
    return result
  }

  /**
   * Of anchor b from anchor a along the axis, in metres, and how fast it grows.
   * Nm, last step
   */
  motorTorque(joint: JointId): number {
    const o = this.owner
    const c = o.begin('wheel.motorTorque')
    const result = c.x.qn_wheel_motor_torque(o.at, c.handle(joint, 'joint'))
    c.checkWorld(o.at)
    return result
  }
}

export class TilesCalls {
  protected readonly owner: Owner

  constructor(owner: Owner) {
    this.owner = owner
  }

  /**
   * One empty cell of one metre.
   */
  defDefault(): TilesDef {
    const c = this.owner.begin('tiles.defDefault')
    const result = c.room(120)
    c.x.qn_tiles_def_default(result)
    return readTilesDef(c, result)
  }

  /**
   * All corners lie within 1e4 m of the body's origin.
   */
  create(body: BodyId, def: Given<TilesDef> = {}): ShapeId {
    const o = this.owner
    const c = o.begin('tiles.create')
    const defAt = c.room(120)
    c.x.qn_tiles_def_default(defAt)
    writeTilesDef(c, defAt, def, 'def', false)
    const result = c.x.qn_tiles_create(o.at, c.handle(body, 'body'), defAt)
    c.checkWorld(o.at)
    return (result >>> 0) as ShapeId
  }

  /**
   * Edits wake what is near and take effect in the next step. Each costs what it changes and nothing
   * more; they may grow the world as create calls do. OUT_OF_RANGE where the cells do not lie in the
   * grid, with nothing changed.
   */
  setCell(tiles: ShapeId, x: number, y: number, isSolid: boolean): void {
    const o = this.owner
    const c = o.begin('tiles.setCell')
    const error = c.x.qn_tiles_set_cell(o.at, c.handle(tiles, 'tiles'), c.int(x, 'x'), c.int(y, 'y'), isSolid ? 1 : 0)
    if (error !== 0) c.check(error, o.at, 0, { x, y, isSolid })
  }

  /**
   * Edits wake what is near and take effect in the next step. Each costs what it changes and nothing
   * more; they may grow the world as create calls do. OUT_OF_RANGE where the cells do not lie in the
   * grid, with nothing changed.
   */
  fill(tiles: ShapeId, x: number, y: number, width: number, height: number, isSolid: boolean): void {
    const o = this.owner
    const c = o.begin('tiles.fill')
    const error = c.x.qn_tiles_fill(o.at, c.handle(tiles, 'tiles'), c.int(x, 'x'), c.int(y, 'y'), c.int(width, 'width'), c.int(height, 'height'), isSolid ? 1 : 0)
    if (error !== 0) c.check(error, o.at, 0, { x, y, width, height, isSolid })
  }

  /**
   * Takes the cells of the rectangle from bits, laid out as in qn_tiles_def.
   */
  setBits(tiles: ShapeId, x: number, y: number, width: number, height: number, bits: Uint8Array): void {
    const o = this.owner
    const c = o.begin('tiles.setBits')
    const bitsAt = c.room(4)
    c.putBits(bitsAt, bits, width, height)
    const error = c.x.qn_tiles_set_bits(o.at, c.handle(tiles, 'tiles'), c.int(x, 'x'), c.int(y, 'y'), c.int(width, 'width'), c.int(height, 'height'), c.memory.getU32(bitsAt))
    if (error !== 0) c.check(error, o.at, 0, { x, y, width, height })
  }

  /**
   * False outside of the grid.
   */
  cell(tiles: ShapeId, x: number, y: number): boolean {
    const o = this.owner
    const c = o.begin('tiles.cell')
    const result = c.x.qn_tiles_cell(o.at, c.handle(tiles, 'tiles'), c.int(x, 'x'), c.int(y, 'y'))
    const error = c.x.qn_world_last_error(o.at, 0)
    if (error !== 0) c.check(error, o.at, 0, { x, y })
    return result !== 0
  }

  /**
   * False outside of the grid.
   */
  solidCount(tiles: ShapeId): number {
    const o = this.owner
    const c = o.begin('tiles.solidCount')
    const result = c.x.qn_tiles_solid_count(o.at, c.handle(tiles, 'tiles'))
    c.checkWorld(o.at)
    return result
  }

  /**
   * The cell that holds a point of the world; OUT_OF_RANGE where the point is outside of the grid.
   */
  cellAt(tiles: ShapeId, pointM: Vec2): { x: number; y: number } {
    const o = this.owner
    const c = o.begin('tiles.cellAt')
    const pointMAt = c.room(8)
    writeVec2(c, pointMAt, pointM, 'pointM', true)
    const xAt = c.room(4)
    const yAt = c.room(4)
    c.check(c.x.qn_tiles_cell_at(o.at, c.handle(tiles, 'tiles'), pointMAt, xAt, yAt), o.at)
    return { x: c.memory.getI32(xAt), y: c.memory.getI32(yAt) }
  }
}

export class SensorCalls {
  protected readonly owner: Owner

  constructor(owner: Owner) {
    this.owner = owner
  }

  /**
   * What overlapped the sensor after the last step, by slot. Returns how many there are, and writes
   * the first `capacity` of them; `out` may be null where capacity is 0. 0 with QN_ERROR_WRONG_TYPE
   * for other shapes.
   */
  visitors(sensor: ShapeId): ShapeId[] {
    const o = this.owner
    const c = o.begin('sensor.visitors')
    const found = c.gather(4, (at, capacity) => {
      return c.x.qn_sensor_visitors(o.at, c.handle(sensor, 'sensor'), at, capacity)
    })
    c.checkWorld(o.at)
    return c.list(found.at, found.count, 4, (from) => c.memory.getU32(from) as ShapeId)
  }
}

export class HistoryCalls extends Owned {
  /**
   * 1 MiB, 600 ticks, a keyframe every 30 ticks.
   */
  defDefault(): HistoryDef {
    const c = this.begin('history.defDefault')
    const result = c.room(16)
    c.x.qn_history_def_default(result)
    return readHistoryDef(c, result)
  }

  /**
   * qn_world_step, remembered: the tick before it too, if it is the first. After going back, the
   * ticks beyond are forgotten with the first step that is taken from there. Errors of qn_world_step
   * change nothing. QN_ERROR_CAPACITY: the step was taken, but the budget does not hold one state of
   * this world; nothing is remembered.
   */
  step(world: Owner, dtS: number, substepCount: number): void {
    const o = this
    const c = o.begin('history.step')
    const worldAt = c.pointerOf(world, 'world')
    const error = c.x.qn_history_step(o.at, worldAt, c.float(dtS, 'dtS'), c.int(substepCount, 'substepCount'))
    if (error !== 0) c.check(error, worldAt, 0, { dtS, substepCount })
  }

  /**
   * Makes the world what it was when its tick_count was this: after that step, before the calls that
   * followed it. QN_ERROR_NOT_FOUND outside oldest to newest; else the errors of qn_world_restore
   * that are about memory. The world is then as it was.
   */
  restore(world: Owner, tickCount: number): void {
    const o = this
    const c = o.begin('history.restore')
    const worldAt = c.pointerOf(world, 'world')
    const error = c.x.qn_history_restore(o.at, worldAt, c.word(tickCount, 'tickCount'))
    if (error !== 0) c.check(error, worldAt, 0, { tickCount })
  }

  /**
   * False if there are none; else the ticks that can be restored. Either pointer may be null.
   */
  range(): { oldest: number; newest: number } | undefined {
    const o = this
    const c = o.begin('history.range')
    const oldestAt = c.room(4)
    const newestAt = c.room(4)
    const found = c.x.qn_history_range(o.at, oldestAt, newestAt) !== 0
    return found ? { oldest: c.memory.getU32(oldestAt), newest: c.memory.getU32(newestAt) } : undefined
  }

  /**
   * False if there are none; else the ticks that can be restored. Either pointer may be null.
   */
  clear(): void {
    const o = this
    const c = o.begin('history.clear')
    c.x.qn_history_clear(o.at)
  }

  getCounters(): HistoryCounters {
    const o = this
    const c = o.begin('history.getCounters')
    const result = c.room(20)
    c.x.qn_history_get_counters(result, o.at)
    return readHistoryCounters(c, result)
  }
}

export class RecorderCalls extends Owned {
  /**
   * 1/60 s, 4 sub-steps, a hash every 60 ticks, a snapshot every 600 within 1 MiB, at most 16 MiB.
   */
  defDefault(): RecorderDef {
    const c = this.begin('recorder.defDefault')
    const result = c.room(36)
    c.x.qn_recorder_def_default(result)
    return readRecorderDef(c, result)
  }

  /**
   * After each tick: the input that led to the world as it is now. QN_ERROR_OUT_OF_RANGE unless the
   * world has made exactly one tick since the last call; TOO_LARGE beyond max_bytes or the limits
   * above; OUT_OF_MEMORY. The tick is then not recorded, and the call may be tried again.
   */
  add(world: Owner, input: Uint8Array): void {
    const o = this
    const c = o.begin('recorder.add')
    const worldAt = c.pointerOf(world, 'world')
    const inputAt = c.room(8)
    c.putBytes(inputAt, input, 'input')
    c.check(c.x.qn_recorder_add(o.at, worldAt, inputAt), worldAt)
  }

  /**
   * The whole replay up to now, to be given to qn_memory_release. The recorder goes on.
   */
  write(): Uint8Array<ArrayBuffer> {
    const o = this
    const c = o.begin('recorder.write')
    const at = c.room(8)
    c.check(c.x.qn_recorder_write(o.at, at, at + 4))
    return c.takeBytes(at)
  }
}

export class ReplayCalls extends Owned {
  /**
   * Checks everything but the snapshots. The bytes must stay as they are until qn_replay_close.
   * *out is null on error: TRUNCATED, BAD_MAGIC, BAD_VERSION, TRAILING_BYTES, BAD_CHECKSUM, TOO_LARGE
   * (more than max_tick_count ticks, known from the header alone), BAD_DATA, OUT_OF_MEMORY.
   */
  getInfo(): ReplayInfo {
    const o = this
    const c = o.begin('replay.getInfo')
    const result = c.room(32)
    c.x.qn_replay_get_info(result, o.at)
    return readReplayInfo(c, result)
  }

  /**
   * The input of the next tick; it points into the replay's bytes. QN_ERROR_NOT_FOUND at the end.
   */
  next(): Uint8Array {
    const o = this
    const c = o.begin('replay.next')
    const inputAt = c.room(8)
    c.check(c.x.qn_replay_next(o.at, inputAt))
    return c.bytesAt(inputAt)
  }

  /**
   * After the step that followed qn_replay_next: false if there is a hash for this tick and it is not
   * the world's, or the world is at another tick. The first such tick is kept.
   */
  agrees(world: Owner): boolean {
    const o = this
    const c = o.begin('replay.agrees')
    const worldAt = c.pointerOf(world, 'world')
    const result = c.x.qn_replay_agrees(o.at, worldAt)
    c.checkWorld(worldAt)
    return result !== 0
  }

  /**
   * True if qn_replay_agrees was ever false; *tick (may be null) is the first time, by the world's
   * tick_count. The state went astray after the hash before it.
   */
  hasDiverged(): number | undefined {
    const o = this
    const c = o.begin('replay.hasDiverged')
    const tickAt = c.room(4)
    const found = c.x.qn_replay_has_diverged(o.at, tickAt) !== 0
    return found ? c.memory.getU32(tickAt) : undefined
  }

  /**
   * Brings world and replay to the last snapshot at or before the tick; the game plays on from there.
   * QN_ERROR_NOT_FOUND without such a snapshot, OUT_OF_RANGE outside the replay, else the errors of
   * qn_world_restore. Nothing has changed then. *reached (may be null): the tick of the snapshot.
   */
  seek(world: Owner, tick: number): number {
    const o = this
    const c = o.begin('replay.seek')
    const worldAt = c.pointerOf(world, 'world')
    const reachedAt = c.room(4)
    const error = c.x.qn_replay_seek(o.at, worldAt, c.word(tick, 'tick'), reachedAt)
    if (error !== 0) c.check(error, worldAt, 0, { tick })
    return c.memory.getU32(reachedAt)
  }
}

export class DeflaterCalls extends Owned {
}

export class InflaterCalls extends Owned {
}

export class ImageDecoderCalls extends Owned {
  /**
   * Decodes about so many pixels, at least some rows. 100,000 take one to three milliseconds.
   * NULL_POINTER   the decoder is null
   * OUT_OF_RANGE   a budget below 1
   * else           what is wrong with the file, as at qn_image_decode; only destroy is left to do
   * When all is done a call does nothing.
   */
  run(budgetPx: number): void {
    const o = this
    const c = o.begin('imageDecoder.run')
    const error = c.x.qn_image_decoder_run(o.at, c.long(budgetPx, 'budgetPx'))
    if (error !== 0) c.check(error, 0, 0, { budgetPx })
  }

  /**
   * From 0 to 1, never less than before, and 1 only when all is done. 0 for null.
   */
  progress(): number {
    const o = this
    const c = o.begin('imageDecoder.progress')
    const result = c.x.qn_image_decoder_progress(o.at)
    return result
  }
}

export class JpegEncoderCalls extends Owned {
  /**
   * Works through about so many pixels, at least a row of blocks. 100,000 take about a millisecond.
   * NULL_POINTER   the encoder is null
   * OUT_OF_RANGE   a budget below 1
   * OUT_OF_MEMORY  now or in an earlier call; only destroy is left to do
   * When all is done a call does nothing.
   */
  run(budgetPx: number): void {
    const o = this
    const c = o.begin('jpegEncoder.run')
    const error = c.x.qn_jpeg_encoder_run(o.at, c.long(budgetPx, 'budgetPx'))
    if (error !== 0) c.check(error, 0, 0, { budgetPx })
  }

  /**
   * From 0 to 1, never less than before, and 1 only when all is done. 0 for null.
   */
  progress(): number {
    const o = this
    const c = o.begin('jpegEncoder.progress')
    const result = c.x.qn_jpeg_encoder_progress(o.at)
    return result
  }

  /**
   * Once, after the last step: the file, given back by qn_memory_release. Before that, and again,
   * NOT_FOUND; *out is then null and the size 0.
   */
  take(): Uint8Array<ArrayBuffer> {
    const o = this
    const c = o.begin('jpegEncoder.take')
    const at = c.room(8)
    c.check(c.x.qn_jpeg_encoder_take(o.at, at, at + 4))
    return c.takeBytes(at)
  }
}

export class PngEncoderCalls extends Owned {
  /**
   * Works through about so many pixels, at least a band of rows: some 400 KB of them, from level 7 on
   * 1.2 MB, or one row. A million take some fifteen milliseconds at level 1 and up to a hundred at 6.
   * NULL_POINTER   the encoder is null
   * OUT_OF_RANGE   a budget below 1
   * OUT_OF_MEMORY  now or in an earlier call; only destroy is left to do
   * When all is done a call does nothing.
   */
  run(budgetPx: number): void {
    const o = this
    const c = o.begin('pngEncoder.run')
    const error = c.x.qn_png_encoder_run(o.at, c.long(budgetPx, 'budgetPx'))
    if (error !== 0) c.check(error, 0, 0, { budgetPx })
  }

  /**
   * From 0 to 1, never less than before, and 1 only when all is done. 0 for null.
   */
  progress(): number {
    const o = this
    const c = o.begin('pngEncoder.progress')
    const result = c.x.qn_png_encoder_progress(o.at)
    return result
  }

  /**
   * Once, after the last step, of what was never read: the file, given back by qn_memory_release.
   * Otherwise NOT_FOUND; *out is then null and the size 0.
   */
  take(): Uint8Array<ArrayBuffer> {
    const o = this
    const c = o.begin('pngEncoder.take')
    const at = c.room(8)
    c.check(c.x.qn_png_encoder_take(o.at, at, at + 4))
    return c.takeBytes(at)
  }
}

export class ResizeCalls extends Owned {
  /**
   * Makes at most max_row_count further rows of the result, 1 or more (OUT_OF_RANGE), and does
   * nothing once all are made. Some modes share work among neighbouring rows, so slices of one row
   * are slower.
   */
  run(maxRowCount: number): void {
    const o = this
    const c = o.begin('resize.run')
    const error = c.x.qn_resize_run(o.at, c.int(maxRowCount, 'maxRowCount'))
    if (error !== 0) c.check(error, 0, 0, { maxRowCount })
  }

  /**
   * 0 to 1, and 1 only when all rows are made; 0 for null.
   */
  progress(): number {
    const o = this
    const c = o.begin('resize.progress')
    const result = c.x.qn_resize_progress(o.at)
    return result
  }
}

export class ImageResizerCalls extends Owned {
  /**
   * Of the current picture; 0 for null.
   */
  width(): number {
    const o = this
    const c = o.begin('imageResizer.width')
    const result = c.x.qn_image_resizer_width(o.at)
    return result
  }

  /**
   * Of the current picture; 0 for null.
   */
  height(): number {
    const o = this
    const c = o.begin('imageResizer.height')
    const result = c.x.qn_image_resizer_height(o.at)
    return result
  }

  /**
   * Makes the original fit a box in its own shape (see qn_image_contain); this is the current picture
   * then. Null options are {0}.
   * NULL_POINTER   the resizer is null
   * OUT_OF_RANGE   a side of the box below 1, or an unknown kernel
   * OUT_OF_MEMORY
   * A side of the box above QN_BITMAP_MAX_SIDE_PX counts as that. On an error nothing has changed.
   * Memory held: the original, the current picture where it is another, and while a size is made that
   * picture too, a tenth of them, and 4 MiB.
   */
  resize(maxWidthPx: number, maxHeightPx: number, opts: Given<ImageResizerOpts> = {}): void {
    const o = this
    const c = o.begin('imageResizer.resize')
    const optsAt = c.room(12)
    writeImageResizerOpts(c, optsAt, opts, 'opts', false)
    const error = c.x.qn_image_resizer_resize(o.at, c.int(maxWidthPx, 'maxWidthPx'), c.int(maxHeightPx, 'maxHeightPx'), optsAt)
    if (error !== 0) c.check(error, 0, 0, { maxWidthPx, maxHeightPx })
  }

  /**
   * The current picture as a file, given back by qn_memory_release. Errors and memory are those of
   * qn_image_encode_jpeg and qn_image_encode_png; NULL_POINTER for a null resizer.
   */
  toJpeg(opts: Given<JpegOpts> = {}): Uint8Array<ArrayBuffer> {
    const o = this
    const c = o.begin('imageResizer.toJpeg')
    const optsAt = c.room(40)
    writeJpegOpts(c, optsAt, opts, 'opts', false)
    const at = c.room(8)
    c.check(c.x.qn_image_resizer_to_jpeg(o.at, optsAt, at, at + 4))
    return c.takeBytes(at)
  }

  /**
   * The current picture as a file, given back by qn_memory_release. Errors and memory are those of
   * qn_image_encode_jpeg and qn_image_encode_png; NULL_POINTER for a null resizer.
   */
  toPng(opts: Given<PngOpts> = {}): Uint8Array<ArrayBuffer> {
    const o = this
    const c = o.begin('imageResizer.toPng')
    const optsAt = c.room(28)
    writePngOpts(c, optsAt, opts, 'opts', false)
    const at = c.room(8)
    c.check(c.x.qn_image_resizer_to_png(o.at, optsAt, at, at + 4))
    return c.takeBytes(at)
  }

  /**
   * As qn_image_resizer_create, but pixels are made by qn_image_resizer_run; the file is copied for
   * that. Until progress is 1 there is no picture: sides are 0, pixels null, and whatever needs one
   * is NOT_FOUND. If the file is found bad on the way, or the job is cancelled, there never will be
   * one.
   */
  beginResize(maxWidthPx: number, maxHeightPx: number, opts: Given<ImageResizerOpts> = {}): void {
    const o = this
    const c = o.begin('imageResizer.beginResize')
    const optsAt = c.room(12)
    writeImageResizerOpts(c, optsAt, opts, 'opts', false)
    const error = c.x.qn_image_resizer_begin_resize(o.at, c.int(maxWidthPx, 'maxWidthPx'), c.int(maxHeightPx, 'maxHeightPx'), optsAt)
    if (error !== 0) c.check(error, 0, 0, { maxWidthPx, maxHeightPx })
  }

  /**
   * As qn_image_resizer_create, but pixels are made by qn_image_resizer_run; the file is copied for
   * that. Until progress is 1 there is no picture: sides are 0, pixels null, and whatever needs one
   * is NOT_FOUND. If the file is found bad on the way, or the job is cancelled, there never will be
   * one.
   */
  beginJpeg(opts: Given<JpegOpts> = {}): void {
    const o = this
    const c = o.begin('imageResizer.beginJpeg')
    const optsAt = c.room(40)
    writeJpegOpts(c, optsAt, opts, 'opts', false)
    c.check(c.x.qn_image_resizer_begin_jpeg(o.at, optsAt))
  }

  /**
   * As qn_image_resizer_create, but pixels are made by qn_image_resizer_run; the file is copied for
   * that. Until progress is 1 there is no picture: sides are 0, pixels null, and whatever needs one
   * is NOT_FOUND. If the file is found bad on the way, or the job is cancelled, there never will be
   * one.
   */
  beginPng(opts: Given<PngOpts> = {}): void {
    const o = this
    const c = o.begin('imageResizer.beginPng')
    const optsAt = c.room(28)
    writePngOpts(c, optsAt, opts, 'opts', false)
    c.check(c.x.qn_image_resizer_begin_png(o.at, optsAt))
  }

  /**
   * Works through about so many pixels of what the job reads, at least a row, for PNG a band of them;
   * a million take some ten milliseconds, as PNG more. Does nothing without a job, or when it is
   * done.
   * NULL_POINTER   the resizer is null
   * OUT_OF_RANGE   a budget below 1
   * else           OUT_OF_MEMORY, or what is wrong with the file that is loaded: the job is
   * cancelled
   */
  run(budgetPx: number): void {
    const o = this
    const c = o.begin('imageResizer.run')
    const error = c.x.qn_image_resizer_run(o.at, c.long(budgetPx, 'budgetPx'))
    if (error !== 0) c.check(error, 0, 0, { budgetPx })
  }

  /**
   * Of the job, from 0 to 1, and 1 only when it is done; without a job 1, also where loading failed.
   * 0 for null.
   */
  progress(): number {
    const o = this
    const c = o.begin('imageResizer.progress')
    const result = c.x.qn_image_resizer_progress(o.at)
    return result
  }

  /**
   * Ends the job, if there is one; the current picture stays what it was. Null is allowed.
   */
  cancel(): void {
    const o = this
    const c = o.begin('imageResizer.cancel')
    c.x.qn_image_resizer_cancel(o.at)
  }

  /**
   * Once, after qn_image_resizer_begin_jpeg and when progress is 1: the file, given back by
   * qn_memory_release. NOT_FOUND if there is none to take; *out is then null and the size 0.
   */
  takeJpeg(): Uint8Array<ArrayBuffer> {
    const o = this
    const c = o.begin('imageResizer.takeJpeg')
    const at = c.room(8)
    c.check(c.x.qn_image_resizer_take_jpeg(o.at, at, at + 4))
    return c.takeBytes(at)
  }

  /**
   * The same after qn_image_resizer_begin_png.
   */
  takePng(): Uint8Array<ArrayBuffer> {
    const o = this
    const c = o.begin('imageResizer.takePng')
    const at = c.room(8)
    c.check(c.x.qn_image_resizer_take_png(o.at, at, at + 4))
    return c.takeBytes(at)
  }
}

export class BitmapCalls extends Owned {
  /**
   * Null options are all defaults. On success *out is given back by qn_memory_release; on an error it
   * is null and the size is 0.
   * NULL_POINTER   the bitmap, its pixels, out, or bytes of a size above 0 are null
   * OUT_OF_RANGE   a size below 1 px, or an option outside its range
   * TOO_LARGE      a side, the number of pixels, exif or icc pass the limits above
   * OUT_OF_MEMORY
   * Memory beside the pixels: the file, up to three times while it grows; and until its Huffman
   * tables are known 2 bytes for each number that is not 0, and 4 for one past 63 (a photograph at
   * quality 85: a quarter of what its pixels take; noise at quality 100: twice that of the pixels).
   */
  encodeJpeg(opts: Given<JpegOpts> = {}): Uint8Array<ArrayBuffer> {
    const o = this
    const c = o.begin('bitmap.encodeJpeg')
    const optsAt = c.room(40)
    writeJpegOpts(c, optsAt, opts, 'opts', false)
    const at = c.room(8)
    c.check(c.x.qn_image_encode_jpeg(o.at, optsAt, at, at + 4))
    return c.takeBytes(at)
  }

  /**
   * Null options are all defaults. On success *out is given back by qn_memory_release; on an error it
   * is null and the size is 0.
   * NULL_POINTER   the bitmap, its pixels, out, or bytes of a size above 0 are null
   * OUT_OF_RANGE   a size below 1 px, or an option outside its range
   * BAD_DATA       exif does not begin like EXIF
   * TOO_LARGE      a side, the number of pixels, icc or exif pass the limits above
   * OUT_OF_MEMORY
   * Memory beside the pixels: the file, up to twice where its end packs unlike its beginning, ten
   * rows, and 2 MiB, or from level 7 on 5 MiB.
   */
  encodePng(opts: Given<PngOpts> = {}): Uint8Array<ArrayBuffer> {
    const o = this
    const c = o.begin('bitmap.encodePng')
    const optsAt = c.room(28)
    writePngOpts(c, optsAt, opts, 'opts', false)
    const at = c.room(8)
    c.check(c.x.qn_image_encode_png(o.at, optsAt, at, at + 4))
    return c.takeBytes(at)
  }

  /**
   * Four rows of five: red, green, blue and alpha out of red, green, blue, alpha and 1, all of them
   * from 0 to 1. Entries from -64 to 64. Sums are within 1/32 of a level before they are rounded
   * where no entry reaches 2 in size; each doubling beyond doubles that.
   */
  colorMatrix(matrix: ArrayLike<number>): void {
    const o = this
    const c = o.begin('bitmap.colorMatrix')
    const matrixAt = c.putExactly(matrix, 20, 4, 'matrix', (to, item, label) => c.memory.setF32(to, c.float(item, label)))
    c.check(c.x.qn_image_color_matrix(o.at, matrixAt))
  }

  /**
   * The luma of Rec. 709, 0.2126 red + 0.7152 green + 0.0722 blue, in all three colours.
   */
  grayscale(): void {
    const o = this
    const c = o.begin('bitmap.grayscale')
    c.check(c.x.qn_image_grayscale(o.at))
  }

  /**
   * The luma of Rec. 709, 0.2126 red + 0.7152 green + 0.0722 blue, in all three colours.
   */
  invert(): void {
    const o = this
    const c = o.begin('bitmap.invert')
    c.check(c.x.qn_image_invert(o.at))
  }

  /**
   * Colours times the amount: 0 is black, 1 changes nothing. 0 to 64.
   */
  brightness(amount: number): void {
    const o = this
    const c = o.begin('bitmap.brightness')
    const error = c.x.qn_image_brightness(o.at, c.float(amount, 'amount'))
    if (error !== 0) c.check(error, 0, 0, { amount })
  }

  /**
   * The distance from middle grey times the amount: 0 is grey, 1 changes nothing. 0 to 64.
   */
  contrast(amount: number): void {
    const o = this
    const c = o.begin('bitmap.contrast')
    const error = c.x.qn_image_contrast(o.at, c.float(amount, 'amount'))
    if (error !== 0) c.check(error, 0, 0, { amount })
  }

  /**
   * The distance from the luma of Rec. 709 times the amount: 0 is grey, 1 changes nothing. 0 to 64.
   */
  saturation(amount: number): void {
    const o = this
    const c = o.begin('bitmap.saturation')
    const error = c.x.qn_image_saturation(o.at, c.float(amount, 'amount'))
    if (error !== 0) c.check(error, 0, 0, { amount })
  }

  /**
   * Each channel, alpha too, times that of a colour, of which 255 changes nothing.
   */
  tint(rgba: ArrayLike<number>): void {
    const o = this
    const c = o.begin('bitmap.tint')
    const rgbaAt = c.putExactly(rgba, 4, 1, 'rgba', (to, item, label) => c.memory.setU8(to, c.byte(item, label)))
    c.check(c.x.qn_image_tint(o.at, rgbaAt))
  }

  /**
   * Alpha times the amount, 0 to 1.
   */
  opacity(amount: number): void {
    const o = this
    const c = o.begin('bitmap.opacity')
    const error = c.x.qn_image_opacity(o.at, c.float(amount, 'amount'))
    if (error !== 0) c.check(error, 0, 0, { amount })
  }

  /**
   * From straight alpha to multiplied, round(c * a / 255), and back, round(c * 255 / a), at most 255,
   * and 0 where alpha is 0. All other calls expect straight alpha.
   */
  premultiply(): void {
    const o = this
    const c = o.begin('bitmap.premultiply')
    c.check(c.x.qn_image_premultiply(o.at))
  }

  /**
   * From straight alpha to multiplied, round(c * a / 255), and back, round(c * 255 / a), at most 255,
   * and 0 where alpha is 0. All other calls expect straight alpha.
   */
  unpremultiply(): void {
    const o = this
    const c = o.begin('bitmap.unpremultiply')
    c.check(c.x.qn_image_unpremultiply(o.at))
  }

  /**
   * Gaussian blur, sigma 0 to QN_BLUR_MAX_SIGMA_PX; 0 changes nothing. Colours are weighted by alpha,
   * so that what cannot be seen does not bleed; at the edges the weights of what is left are scaled
   * to a sum of one. Up to a sigma of 12 px it is the true Gaussian, cut off at 3 sigma, within 1
   * level. Above, a copy that was made smaller, to a sigma of 8, is blurred and made larger again:
   * that is within 3 levels, and takes no longer however large sigma is. Beside the bitmap at most
   * one and a half times as much and 4 MiB is held.
   */
  blur(sigmaPx: number): void {
    const o = this
    const c = o.begin('bitmap.blur')
    const error = c.x.qn_image_blur(o.at, c.float(sigmaPx, 'sigmaPx'))
    if (error !== 0) c.check(error, 0, 0, { sigmaPx })
  }

  /**
   * Unsharp mask: each colour moves away from its blurred self by amount (0 to 16) times their
   * distance, where that is at least the threshold, in levels (0 to 255). Alpha stays. sigma is as
   * above; one bitmap more is held.
   */
  sharpen(sigmaPx: number, amount: number, threshold: number): void {
    const o = this
    const c = o.begin('bitmap.sharpen')
    const error = c.x.qn_image_sharpen(o.at, c.float(sigmaPx, 'sigmaPx'), c.float(amount, 'amount'), c.int(threshold, 'threshold'))
    if (error !== 0) c.check(error, 0, 0, { sigmaPx, amount, threshold })
  }

  /**
   * Keeps what lies in the rectangle, all of which must lie in the bitmap (OUT_OF_RANGE).
   */
  crop(rect: ImageRect): void {
    const o = this
    const c = o.begin('bitmap.crop')
    const rectAt = c.room(16)
    writeImageRect(c, rectAt, rect, 'rect', true)
    c.check(c.x.qn_image_crop(o.at, rectAt))
  }

  /**
   * So many pixels more on each side, 0 or more, in one colour: red, green, blue, alpha.
   */
  pad(leftPx: number, topPx: number, rightPx: number, bottomPx: number, rgba: ArrayLike<number>): void {
    const o = this
    const c = o.begin('bitmap.pad')
    const rgbaAt = c.putExactly(rgba, 4, 1, 'rgba', (to, item, label) => c.memory.setU8(to, c.byte(item, label)))
    const error = c.x.qn_image_pad(o.at, c.int(leftPx, 'leftPx'), c.int(topPx, 'topPx'), c.int(rightPx, 'rightPx'), c.int(bottomPx, 'bottomPx'), rgbaAt)
    if (error !== 0) c.check(error, 0, 0, { leftPx, topPx, rightPx, bottomPx })
  }

  /**
   * Left and right change places; top and bottom do. The pixels stay where they are in memory.
   */
  flipAcross(): void {
    const o = this
    const c = o.begin('bitmap.flipAcross')
    c.check(c.x.qn_image_flip_across(o.at))
  }

  /**
   * Left and right change places; top and bottom do. The pixels stay where they are in memory.
   */
  flipDown(): void {
    const o = this
    const c = o.begin('bitmap.flipDown')
    c.check(c.x.qn_image_flip_down(o.at))
  }

  /**
   * Clockwise by so many quarter turns; negative turns the other way. Half turns, and all turns of a
   * square, keep the pixels where they are in memory.
   */
  rotate(quarterTurns: number): void {
    const o = this
    const c = o.begin('bitmap.rotate')
    const error = c.x.qn_image_rotate(o.at, c.int(quarterTurns, 'quarterTurns'))
    if (error !== 0) c.check(error, 0, 0, { quarterTurns })
  }

  /**
   * Columns become rows: the mirror is the diagonal from the upper left. A square's pixels stay where
   * they are in memory.
   */
  transpose(): void {
    const o = this
    const c = o.begin('bitmap.transpose')
    c.check(c.x.qn_image_transpose(o.at))
  }

  /**
   * Makes upright what a camera stored with this EXIF orientation, 1 to 8; 1 changes nothing.
   */
  orient(exifOrientation: number): void {
    const o = this
    const c = o.begin('bitmap.orient')
    const error = c.x.qn_image_orient(o.at, c.int(exifOrientation, 'exifOrientation'))
    if (error !== 0) c.check(error, 0, 0, { exifOrientation })
  }
}

export class WorldCalls extends Owned {
  /**
   * Writes the first `capacity` and to *count how many there are: of the world, its bodies, shapes,
   * contacts and joints, each by slot. records may be null where capacity is 0.
   */
  advise(): Advice[] {
    const o = this
    const c = o.begin('world.advise')
    const countAt = c.room(4)
    const found = c.gather(32, (at, capacity) => {
      c.check(c.x.qn_world_advise(o.at, at, capacity, countAt), o.at)
      return c.memory.getI32(countAt)
    })
    return c.list(found.at, found.count, 32, (from) => readAdvice(c, from))
  }

  /**
   * Static; "" for an unknown code.
   */
  adviceSentence(code: number): string {
    const c = this.begin('world.adviceSentence')
    return c.memory.text(c.x.qn_advice_sentence(c.word(code, 'code')))
  }

  /**
   * The sentence with its numbers filled in, null-terminated and cut to size_bytes. Bodies, shapes
   * and joints are named by their slots. Returns the length of the whole, without the null; nothing
   * is written where size_bytes is 0 or buffer is null.
   */
  adviceText(advice: Advice): string {
    const c = this.begin('world.adviceText')
    const adviceAt = c.room(32)
    writeAdvice(c, adviceAt, advice, 'advice', true)
    return c.text((at, size) => c.x.qn_advice_text(adviceAt, at, size))
  }

  /**
   * All that are alive, by slot. Returns how many there are, and writes the first `capacity` of them;
   * `out` may be null where capacity is 0.
   */
  bodies(): BodyId[] {
    const o = this
    const c = o.begin('world.bodies')
    const found = c.gather(4, (at, capacity) => {
      return c.x.qn_world_bodies(o.at, at, capacity)
    })
    c.checkWorld(o.at)
    return c.list(found.at, found.count, 4, (from) => c.memory.getU32(from) as BodyId)
  }

  /**
   * 1 m and 1 m of falloff, 100 N s / m, all shapes, no shields.
   */
  explosionDefDefault(): ExplosionDef {
    const c = this.begin('world.explosionDefDefault')
    const result = c.room(40)
    c.x.qn_explosion_def_default(result)
    return readExplosionDef(c, result)
  }

  /**
   * Wakes and pushes dynamic bodies, in the order of their slots. A shape that holds the centre is
   * pushed at its own centroid; one whose centroid is the centre is not pushed. *hit_count (may be
   * null) receives how many bodies were pushed.
   */
  explode(def: Given<ExplosionDef> = {}): number {
    const o = this
    const c = o.begin('world.explode')
    const defAt = c.room(40)
    c.x.qn_explosion_def_default(defAt)
    writeExplosionDef(c, defAt, def, 'def', false)
    const hitCountAt = c.room(4)
    c.check(c.x.qn_world_explode(o.at, defAt, hitCountAt), o.at)
    return c.memory.getI32(hitCountAt)
  }

  /**
   * *count may be null.
   */
  contactEvents(): Records<ContactEvent> {
    const o = this
    const c = o.begin('world.contactEvents')
    const countAt = c.room(4)
    const at = c.x.qn_world_contact_events(o.at, countAt)
    c.checkWorld(o.at)
    return recordsAt(c, at, c.memory.getU32(countAt), 32, readContactEvent)
  }

  /**
   * *count may be null.
   */
  hitEvents(): Records<HitEvent> {
    const o = this
    const c = o.begin('world.hitEvents')
    const countAt = c.room(4)
    const at = c.x.qn_world_hit_events(o.at, countAt)
    c.checkWorld(o.at)
    return recordsAt(c, at, c.memory.getU32(countAt), 32, readHitEvent)
  }

  /**
   * *count may be null.
   */
  sensorEvents(): Records<SensorEvent> {
    const o = this
    const c = o.begin('world.sensorEvents')
    const countAt = c.room(4)
    const at = c.x.qn_world_sensor_events(o.at, countAt)
    c.checkWorld(o.at)
    return recordsAt(c, at, c.memory.getU32(countAt), 32, readSensorEvent)
  }

  /**
   * *count may be null.
   */
  jointEvents(): Records<JointEvent> {
    const o = this
    const c = o.begin('world.jointEvents')
    const countAt = c.room(4)
    const at = c.x.qn_world_joint_events(o.at, countAt)
    c.checkWorld(o.at)
    return recordsAt(c, at, c.memory.getU32(countAt), 32, readJointEvent)
  }

  /**
   * *count may be null.
   */
  bodyEvents(): Records<BodyEvent> {
    const o = this
    const c = o.begin('world.bodyEvents')
    const countAt = c.room(4)
    const at = c.x.qn_world_body_events(o.at, countAt)
    c.checkWorld(o.at)
    return recordsAt(c, at, c.memory.getU32(countAt), 32, readBodyEvent)
  }

  /**
   * 8 pieces, seed 1, no least area but that of shapes.
   */
  fractureDefDefault(): FractureDef {
    const c = this.begin('world.fractureDefDefault')
    const result = c.room(24)
    c.x.qn_fracture_def_default(result)
    return readFractureDef(c, result)
  }

  /**
   * Friction 0.6, all else 0.
   */
  materialDefault(): Material {
    const c = this.begin('world.materialDefault')
    const result = c.room(40)
    c.x.qn_material_default(result)
    return readMaterial(c, result)
  }

  /**
   * *count may be null. Written by each step and by create, destroy and set calls; valid until the
   * next create call, restore or copy into this world.
   */
  poses(): Records<PoseRecord> {
    const o = this
    const c = o.begin('world.poses')
    const countAt = c.room(4)
    const at = c.x.qn_world_poses(o.at, countAt)
    c.checkWorld(o.at)
    return recordsAt(c, at, c.memory.getU32(countAt), 32, readPoseRecord)
  }

  /**
   * The pose between the last two steps; alpha is clamped to [0, 1], NaN counts as 1. A null record
   * gives the identity.
   */
  poseInterpolate(record: PoseRecord, alpha: number): Pose {
    const c = this.begin('world.poseInterpolate')
    const recordAt = c.room(32)
    writePoseRecord(c, recordAt, record, 'record', true)
    const result = c.room(16)
    c.x.qn_pose_interpolate(result, recordAt, c.float(alpha, 'alpha'))
    return readPose(c, result)
  }

  /**
   * The stages of a step in their order. A name with a slash is a part of the stage before it and
   * counted in its time too. Static; "" outside [0, count).
   */
  stageCount(): number {
    const c = this.begin('world.stageCount')
    const result = c.x.qn_world_stage_count()
    return result
  }

  /**
   * The stages of a step in their order. A name with a slash is a part of the stage before it and
   * counted in its time too. Static; "" outside [0, count).
   */
  stageName(index: number): string {
    const c = this.begin('world.stageName')
    return c.memory.text(c.x.qn_world_stage_name(c.int(index, 'index')))
  }

  /**
   * Microseconds that each stage took in the last step that advanced the world; all 0 without a
   * clock. *count (may be null) is the stage count. Valid while the world is, rewritten by each step;
   * null for a null world.
   */
  profile(): Float32Array {
    const o = this
    const c = o.begin('world.profile')
    const countAt = c.room(4)
    const at = c.x.qn_world_profile(o.at, countAt)
    c.checkWorld(o.at)
    return c.memory.floats(at, c.memory.getU32(countAt))
  }

  /**
   * A ray that starts inside a shape does not see that shape; in tiles not the solid around it, but
   * the next open face that it enters.
   */
  castRay(ray: Ray, filter: Given<Filter> = {}): CastHit | undefined {
    const o = this
    const c = o.begin('world.castRay')
    const rayAt = c.room(16)
    writeRay(c, rayAt, ray, 'ray', true)
    const filterAt = c.room(24)
    c.memory.fill(filterAt, 16, 0xff)
    writeFilter(c, filterAt, filter, 'filter', false)
    const hitAt = c.room(24)
    c.check(c.x.qn_world_cast_ray(o.at, rayAt, filterAt, hitAt), o.at)
    return c.memory.getU32(hitAt) === 0 ? undefined : readCastHit(c, hitAt)
  }

  /**
   * A ray that starts inside a shape does not see that shape; in tiles not the solid around it, but
   * the next open face that it enters.
   */
  castRayAny(ray: Ray, filter: Given<Filter> = {}): boolean {
    const o = this
    const c = o.begin('world.castRayAny')
    const rayAt = c.room(16)
    writeRay(c, rayAt, ray, 'ray', true)
    const filterAt = c.room(24)
    c.memory.fill(filterAt, 16, 0xff)
    writeFilter(c, filterAt, filter, 'filter', false)
    const isHitAt = c.room(1)
    c.check(c.x.qn_world_cast_ray_any(o.at, rayAt, filterAt, isHitAt), o.at)
    return c.memory.getU8(isHitAt) !== 0
  }

  /**
   * A ray that starts inside a shape does not see that shape; in tiles not the solid around it, but
   * the next open face that it enters.
   */
  castRayAll(ray: Ray, filter: Given<Filter> = {}): CastHit[] {
    const o = this
    const c = o.begin('world.castRayAll')
    const rayAt = c.room(16)
    writeRay(c, rayAt, ray, 'ray', true)
    const filterAt = c.room(24)
    c.memory.fill(filterAt, 16, 0xff)
    writeFilter(c, filterAt, filter, 'filter', false)
    const countAt = c.room(4)
    const found = c.gather(24, (at, capacity) => {
      c.check(c.x.qn_world_cast_ray_all(o.at, rayAt, filterAt, at, capacity, countAt), o.at)
      return c.memory.getI32(countAt)
    })
    return c.list(found.at, found.count, 24, (from) => readCastHit(c, from))
  }

  /**
   * A cast that starts touching or overlapping a shape hits it at fraction 0, with the normal of the
   * shortest way out, unless the translation leads out along that normal: then it does not see that
   * shape.
   */
  castRegion(cast: RegionCast, filter: Given<Filter> = {}): CastHit | undefined {
    const o = this
    const c = o.begin('world.castRegion')
    const castAt = c.room(96)
    writeRegionCast(c, castAt, cast, 'cast', true)
    const filterAt = c.room(24)
    c.memory.fill(filterAt, 16, 0xff)
    writeFilter(c, filterAt, filter, 'filter', false)
    const hitAt = c.room(24)
    c.check(c.x.qn_world_cast_region(o.at, castAt, filterAt, hitAt), o.at)
    return c.memory.getU32(hitAt) === 0 ? undefined : readCastHit(c, hitAt)
  }

  /**
   * A cast that starts touching or overlapping a shape hits it at fraction 0, with the normal of the
   * shortest way out, unless the translation leads out along that normal: then it does not see that
   * shape.
   */
  castRegionAny(cast: RegionCast, filter: Given<Filter> = {}): boolean {
    const o = this
    const c = o.begin('world.castRegionAny')
    const castAt = c.room(96)
    writeRegionCast(c, castAt, cast, 'cast', true)
    const filterAt = c.room(24)
    c.memory.fill(filterAt, 16, 0xff)
    writeFilter(c, filterAt, filter, 'filter', false)
    const isHitAt = c.room(1)
    c.check(c.x.qn_world_cast_region_any(o.at, castAt, filterAt, isHitAt), o.at)
    return c.memory.getU8(isHitAt) !== 0
  }

  /**
   * A cast that starts touching or overlapping a shape hits it at fraction 0, with the normal of the
   * shortest way out, unless the translation leads out along that normal: then it does not see that
   * shape.
   */
  castRegionAll(cast: RegionCast, filter: Given<Filter> = {}): CastHit[] {
    const o = this
    const c = o.begin('world.castRegionAll')
    const castAt = c.room(96)
    writeRegionCast(c, castAt, cast, 'cast', true)
    const filterAt = c.room(24)
    c.memory.fill(filterAt, 16, 0xff)
    writeFilter(c, filterAt, filter, 'filter', false)
    const countAt = c.room(4)
    const found = c.gather(24, (at, capacity) => {
      c.check(c.x.qn_world_cast_region_all(o.at, castAt, filterAt, at, capacity, countAt), o.at)
      return c.memory.getI32(countAt)
    })
    return c.list(found.at, found.count, 24, (from) => readCastHit(c, from))
  }

  /**
   * The shapes that the region touches or overlaps.
   */
  overlapAny(place: PlacedRegion, filter: Given<Filter> = {}): boolean {
    const o = this
    const c = o.begin('world.overlapAny')
    const placeAt = c.room(88)
    writePlacedRegion(c, placeAt, place, 'place', true)
    const filterAt = c.room(24)
    c.memory.fill(filterAt, 16, 0xff)
    writeFilter(c, filterAt, filter, 'filter', false)
    const isFoundAt = c.room(1)
    c.check(c.x.qn_world_overlap_any(o.at, placeAt, filterAt, isFoundAt), o.at)
    return c.memory.getU8(isFoundAt) !== 0
  }

  /**
   * The shapes that the region touches or overlaps.
   */
  overlapAll(place: PlacedRegion, filter: Given<Filter> = {}): ShapeId[] {
    const o = this
    const c = o.begin('world.overlapAll')
    const placeAt = c.room(88)
    writePlacedRegion(c, placeAt, place, 'place', true)
    const filterAt = c.room(24)
    c.memory.fill(filterAt, 16, 0xff)
    writeFilter(c, filterAt, filter, 'filter', false)
    const countAt = c.room(4)
    const found = c.gather(4, (at, capacity) => {
      c.check(c.x.qn_world_overlap_all(o.at, placeAt, filterAt, at, capacity, countAt), o.at)
      return c.memory.getI32(countAt)
    })
    return c.list(found.at, found.count, 4, (from) => c.memory.getU32(from) as ShapeId)
  }

  /**
   * The shapes that contain the point, border included.
   */
  pointAny(pointM: Vec2, filter: Given<Filter> = {}): boolean {
    const o = this
    const c = o.begin('world.pointAny')
    const pointMAt = c.room(8)
    writeVec2(c, pointMAt, pointM, 'pointM', true)
    const filterAt = c.room(24)
    c.memory.fill(filterAt, 16, 0xff)
    writeFilter(c, filterAt, filter, 'filter', false)
    const isFoundAt = c.room(1)
    c.check(c.x.qn_world_point_any(o.at, pointMAt, filterAt, isFoundAt), o.at)
    return c.memory.getU8(isFoundAt) !== 0
  }

  /**
   * The shapes that contain the point, border included.
   */
  pointAll(pointM: Vec2, filter: Given<Filter> = {}): ShapeId[] {
    const o = this
    const c = o.begin('world.pointAll')
    const pointMAt = c.room(8)
    writeVec2(c, pointMAt, pointM, 'pointM', true)
    const filterAt = c.room(24)
    c.memory.fill(filterAt, 16, 0xff)
    writeFilter(c, filterAt, filter, 'filter', false)
    const countAt = c.room(4)
    const found = c.gather(4, (at, capacity) => {
      c.check(c.x.qn_world_point_all(o.at, pointMAt, filterAt, at, capacity, countAt), o.at)
      return c.memory.getI32(countAt)
    })
    return c.list(found.at, found.count, 4, (from) => c.memory.getU32(from) as ShapeId)
  }

  /**
   * The shapes whose tight boxes (qn_shape_aabb; of tiles the whole grid) overlap the box, border
   * included. lower <= upper.
   */
  boxAll(boxM: Aabb, filter: Given<Filter> = {}): ShapeId[] {
    const o = this
    const c = o.begin('world.boxAll')
    const boxMAt = c.room(16)
    writeAabb(c, boxMAt, boxM, 'boxM', true)
    const filterAt = c.room(24)
    c.memory.fill(filterAt, 16, 0xff)
    writeFilter(c, filterAt, filter, 'filter', false)
    const countAt = c.room(4)
    const found = c.gather(4, (at, capacity) => {
      c.check(c.x.qn_world_box_all(o.at, boxMAt, filterAt, at, capacity, countAt), o.at)
      return c.memory.getI32(countAt)
    })
    return c.list(found.at, found.count, 4, (from) => c.memory.getU32(from) as ShapeId)
  }

  /**
   * Of the shapes within max_distance_m of the point the one of least distance, so the one that the
   * point is deepest in if it is in several; of equal ones the lower slot.
   */
  nearest(query: NearestQuery, filter: Given<Filter> = {}): Nearest | undefined {
    const o = this
    const c = o.begin('world.nearest')
    const queryAt = c.room(12)
    writeNearestQuery(c, queryAt, query, 'query', true)
    const filterAt = c.room(24)
    c.memory.fill(filterAt, 16, 0xff)
    writeFilter(c, filterAt, filter, 'filter', false)
    const nearestAt = c.room(24)
    c.check(c.x.qn_world_nearest(o.at, queryAt, filterAt, nearestAt), o.at)
    return c.memory.getU32(nearestAt) === 0 ? undefined : readNearest(c, nearestAt)
  }

  /**
   * Each answers as its single form does, the k-th question with the k-th answer. `count` lies in 0
   * to QN_MAX_QUERY_COUNT; both arrays may be null where it is 0. Records are of 4-byte fields
   * without padding. A question that is refused makes the call refuse them all: no answer is written.
   * *bad_index (may be null) receives the number of the first such question, else -1.
   */
  castRayMany(rays: readonly Ray[] | ArrayBufferView, filter: Given<Filter> = {}): Records<CastHit> {
    const o = this
    const c = o.begin('world.castRayMany')
    const count = c.countOf(rays, 16, 'rays')
    const raysAt = c.putMany(rays, 16, 'rays', writeRay)
    const filterAt = c.room(24)
    c.memory.fill(filterAt, 16, 0xff)
    writeFilter(c, filterAt, filter, 'filter', false)
    const indexAt = c.room(4)
    const answersAt = c.answers(count * 24)
    c.checkMany(c.x.qn_world_cast_ray_many(o.at, raysAt, count, filterAt, answersAt, indexAt), o.at, indexAt)
    return new Records(c, answersAt, count, 24, readCastHit)
  }

  /**
   * Each answers as its single form does, the k-th question with the k-th answer. `count` lies in 0
   * to QN_MAX_QUERY_COUNT; both arrays may be null where it is 0. Records are of 4-byte fields
   * without padding. A question that is refused makes the call refuse them all: no answer is written.
   * *bad_index (may be null) receives the number of the first such question, else -1.
   */
  castRegionMany(casts: readonly RegionCast[] | ArrayBufferView, filter: Given<Filter> = {}): Records<CastHit> {
    const o = this
    const c = o.begin('world.castRegionMany')
    const count = c.countOf(casts, 96, 'casts')
    const castsAt = c.putMany(casts, 96, 'casts', writeRegionCast)
    const filterAt = c.room(24)
    c.memory.fill(filterAt, 16, 0xff)
    writeFilter(c, filterAt, filter, 'filter', false)
    const indexAt = c.room(4)
    const answersAt = c.answers(count * 24)
    c.checkMany(c.x.qn_world_cast_region_many(o.at, castsAt, count, filterAt, answersAt, indexAt), o.at, indexAt)
    return new Records(c, answersAt, count, 24, readCastHit)
  }

  /**
   * Of each place the overlapping shape of the lowest slot, or null.
   */
  overlapMany(places: readonly PlacedRegion[] | ArrayBufferView, filter: Given<Filter> = {}): Records<ShapeId> {
    const o = this
    const c = o.begin('world.overlapMany')
    const count = c.countOf(places, 88, 'places')
    const placesAt = c.putMany(places, 88, 'places', writePlacedRegion)
    const filterAt = c.room(24)
    c.memory.fill(filterAt, 16, 0xff)
    writeFilter(c, filterAt, filter, 'filter', false)
    const indexAt = c.room(4)
    const answersAt = c.answers(count * 4)
    c.checkMany(c.x.qn_world_overlap_many(o.at, placesAt, count, filterAt, answersAt, indexAt), o.at, indexAt)
    return new Records(c, answersAt, count, 4, (engine, at) => engine.memory.getU32(at) as ShapeId)
  }

  /**
   * Of each place the overlapping shape of the lowest slot, or null.
   */
  nearestMany(queries: readonly NearestQuery[] | ArrayBufferView, filter: Given<Filter> = {}): Records<Nearest> {
    const o = this
    const c = o.begin('world.nearestMany')
    const count = c.countOf(queries, 12, 'queries')
    const queriesAt = c.putMany(queries, 12, 'queries', writeNearestQuery)
    const filterAt = c.room(24)
    c.memory.fill(filterAt, 16, 0xff)
    writeFilter(c, filterAt, filter, 'filter', false)
    const indexAt = c.room(4)
    const answersAt = c.answers(count * 24)
    c.checkMany(c.x.qn_world_nearest_many(o.at, queriesAt, count, filterAt, answersAt, indexAt), o.at, indexAt)
    return new Records(c, answersAt, count, 24, readNearest)
  }

  regionDistance(a: Region, poseA: Pose, b: Region, poseB: Pose): RegionGap {
    const c = this.begin('world.regionDistance')
    const aAt = c.room(72)
    writeRegion(c, aAt, a, 'a', true)
    const poseAAt = c.room(16)
    writePose(c, poseAAt, poseA, 'poseA', true)
    const bAt = c.room(72)
    writeRegion(c, bAt, b, 'b', true)
    const poseBAt = c.room(16)
    writePose(c, poseBAt, poseB, 'poseB', true)
    const outAt = c.room(28)
    c.check(c.x.qn_region_distance(aAt, poseAAt, bAt, poseBAt, outAt))
    return readRegionGap(c, outAt)
  }

  /**
   * When two moving regions first meet, within 2 mm; at fraction 0 if they overlap from the start.
   * The normal leads from a to b. While they turn they may be nearer by up to 5 mm for a moment.
   * Should the search end without an answer (many turns of corners that all but touch), the last
   * fraction up to which they are apart counts as a hit.
   */
  regionTimeOfImpact(a: Region, sweepA: RegionSweep, b: Region, sweepB: RegionSweep): RegionHit {
    const c = this.begin('world.regionTimeOfImpact')
    const aAt = c.room(72)
    writeRegion(c, aAt, a, 'a', true)
    const sweepAAt = c.room(40)
    writeRegionSweep(c, sweepAAt, sweepA, 'sweepA', true)
    const bAt = c.room(72)
    writeRegion(c, bAt, b, 'b', true)
    const sweepBAt = c.room(40)
    writeRegionSweep(c, sweepBAt, sweepB, 'sweepB', true)
    const outAt = c.room(24)
    c.check(c.x.qn_region_time_of_impact(aAt, sweepAAt, bAt, sweepBAt, outAt))
    return readRegionHit(c, outAt)
  }

  /**
   * Border included.
   */
  regionContains(region: Region, pose: Pose, pointM: Vec2): boolean {
    const c = this.begin('world.regionContains')
    const regionAt = c.room(72)
    writeRegion(c, regionAt, region, 'region', true)
    const poseAt = c.room(16)
    writePose(c, poseAt, pose, 'pose', true)
    const pointMAt = c.room(8)
    writeVec2(c, pointMAt, pointM, 'pointM', true)
    const isInsideAt = c.room(1)
    c.check(c.x.qn_region_contains(regionAt, poseAt, pointMAt, isInsideAt))
    return c.memory.getU8(isInsideAt) !== 0
  }

  /**
   * The normal leads out of the region. A ray that starts inside does not see it.
   */
  regionCastRay(region: Region, pose: Pose, ray: Ray): RegionHit {
    const c = this.begin('world.regionCastRay')
    const regionAt = c.room(72)
    writeRegion(c, regionAt, region, 'region', true)
    const poseAt = c.room(16)
    writePose(c, poseAt, pose, 'pose', true)
    const rayAt = c.room(16)
    writeRay(c, rayAt, ray, 'ray', true)
    const outAt = c.room(24)
    c.check(c.x.qn_region_cast_ray(regionAt, poseAt, rayAt, outAt))
    return readRegionHit(c, outAt)
  }

  /**
   * The first word of state that differs, in the order of a snapshot; false if none does. Salts of
   * handles do not count. Where an array is longer in one world, the difference is in its count, in
   * the array "world".
   */
  diff(b: Owner): WorldDifference | undefined {
    const o = this
    const c = o.begin('world.diff')
    const bAt = c.pointerOf(b, 'b')
    const outAt = c.room(20)
    const found = c.x.qn_world_diff(o.at, bAt, outAt) !== 0
    c.checkWorld(o.at)
    return found ? readWorldDifference(c, outAt) : undefined
  }

  /**
   * Such as "bodies" or "contacts"; "world" for 0; "" beyond the last.
   */
  arrayName(array: number): string {
    const c = this.begin('world.arrayName')
    return c.memory.text(c.x.qn_world_array_name(c.int(array, 'array')))
  }

  /**
   * What qn_world_snapshot writes for the world as it is now.
   */
  snapshotBytes(): number {
    const o = this
    const c = o.begin('world.snapshotBytes')
    const result = c.x.qn_world_snapshot_bytes(o.at)
    c.checkWorld(o.at)
    return result >>> 0
  }

  /**
   * QN_ERROR_CAPACITY if it needs more than capacity_bytes; *written_bytes says then how much.
   */
  snapshot(): Uint8Array<ArrayBuffer> {
    const o = this
    const c = o.begin('world.snapshot')
    return c.sized((at, size, sizeAt) => c.x.qn_world_snapshot(o.at, at, size, sizeAt), o.at)
  }

  /**
   * Makes the world what the snapshot's was, its capacities included. Handles to what was alive then
   * are good again, others are stale; events are gone. Errors, in this order: TRUNCATED, BAD_MAGIC,
   * BAD_VERSION (another version of the engine), TRAILING_BYTES, BAD_CHECKSUM, BAD_DATA (a broken
   * rule, named by qn_world_last_error), OUT_OF_MEMORY. The world then is as it was. A first restore
   * takes memory for a second state of the world, which the world keeps; later ones take no more
   * unless the capacities are larger. It is fastest where the world has much in common with the
   * snapshot's, such as the same world some ticks later.
   */
  restore(snapshot: Uint8Array): void {
    const o = this
    const c = o.begin('world.restore')
    const snapshotAt = c.room(8)
    c.putBytes(snapshotAt, snapshot, 'snapshot')
    c.check(c.x.qn_world_restore(o.at, snapshotAt), o.at)
  }

  /**
   * Reads the header only, with the errors of qn_world_restore, to refuse what asks for too much.
   */
  snapshotReadInfo(snapshot: Uint8Array): SnapshotInfo {
    const c = this.begin('world.snapshotReadInfo')
    const snapshotAt = c.room(8)
    c.putBytes(snapshotAt, snapshot, 'snapshot')
    const outAt = c.room(32)
    c.check(c.x.qn_snapshot_read_info(snapshotAt, outAt))
    return readSnapshotInfo(c, outAt)
  }

  /**
   * Makes `to` what `from` is, in the memory of `to` where that is large enough. Handles of `from`
   * name the same in `to` from then on, and all others are stale. `to` has no events. On error `to`
   * is as it was.
   */
  copy(from: Owner): void {
    const o = this
    const c = o.begin('world.copy')
    const fromAt = c.pointerOf(from, 'from')
    c.check(c.x.qn_world_copy(o.at, fromAt), o.at, fromAt)
  }

  tuningDefault(): WorldTuning {
    const c = this.begin('world.tuningDefault')
    const result = c.room(52)
    c.x.qn_world_tuning_default(result)
    return readWorldTuning(c, result)
  }

  getTuning(): WorldTuning {
    const o = this
    const c = o.begin('world.getTuning')
    const result = c.room(52)
    c.x.qn_world_get_tuning(result, o.at)
    c.checkWorld(o.at)
    return readWorldTuning(c, result)
  }

  /**
   * Takes effect in the next step; what sleeps stays asleep. All fields or none are taken over: the
   * one that is NOT_FINITE or OUT_OF_RANGE is named by qn_world_last_error.
   */
  setTuning(tuning: Given<WorldTuning>): void {
    const o = this
    const c = o.begin('world.setTuning')
    const tuningAt = c.room(52)
    c.x.qn_world_tuning_default(tuningAt)
    writeWorldTuning(c, tuningAt, tuning, 'tuning', false)
    c.check(c.x.qn_world_set_tuning(o.at, tuningAt), o.at)
  }

  defDefault(): WorldDef {
    const c = this.begin('world.defDefault')
    const result = c.room(36)
    c.x.qn_world_def_default(result)
    return readWorldDef(c, result)
  }

  /**
   * Advances by dt_s in [1e-5, 1] with 1 to 64 sub-steps (4 is usual). dt_s = 0 changes nothing but
   * clears the events. Events of the step before are gone after this call. However the host has told
   * the processor to round or to flush, the step computes as IEEE 754 says, and leaves that as it
   * was.
   */
  step(dtS: number, substepCount: number): void {
    const o = this
    const c = o.begin('world.step')
    const error = c.x.qn_world_step(o.at, c.float(dtS, 'dtS'), c.int(substepCount, 'substepCount'))
    if (error !== 0) c.check(error, o.at, 0, { dtS, substepCount })
  }

  /**
   * Wakes every body where it changes.
   */
  setGravity(gravityMps2: Vec2): void {
    const o = this
    const c = o.begin('world.setGravity')
    const gravityMps2At = c.room(8)
    writeVec2(c, gravityMps2At, gravityMps2, 'gravityMps2', true)
    c.check(c.x.qn_world_set_gravity(o.at, gravityMps2At), o.at)
  }

  /**
   * Wakes every body where it changes.
   */
  gravity(): Vec2 {
    const o = this
    const c = o.begin('world.gravity')
    const result = c.room(8)
    c.x.qn_world_gravity(result, o.at)
    c.checkWorld(o.at)
    return readVec2(c, result)
  }

  /**
   * Where sleep is not enabled, no body falls asleep, and those that sleep wake.
   */
  setEnableSleep(enable: boolean): void {
    const o = this
    const c = o.begin('world.setEnableSleep')
    const error = c.x.qn_world_set_enable_sleep(o.at, enable ? 1 : 0)
    if (error !== 0) c.check(error, o.at, 0, { enable })
  }

  /**
   * Where sleep is not enabled, no body falls asleep, and those that sleep wake.
   */
  enablesSleep(): boolean {
    const o = this
    const c = o.begin('world.enablesSleep')
    const result = c.x.qn_world_enables_sleep(o.at)
    c.checkWorld(o.at)
    return result !== 0
  }

  /**
   * Wakes all bodies, or puts all to sleep until something wakes them.
   */
  setAllAwake(awake: boolean): void {
    const o = this
    const c = o.begin('world.setAllAwake')
    const error = c.x.qn_world_set_all_awake(o.at, awake ? 1 : 0)
    if (error !== 0) c.check(error, o.at, 0, { awake })
  }

  /**
   * A 64-bit hash of everything that influences the future: poses, velocities, forces, sleep timers,
   * cached impulses, free lists, the tick count, a stated contact_capacity. FNV-1a over 32-bit words
   * in a fixed order, where the zeros of both signs count as one; handles' salts are left out.
   */
  stateHash(): bigint {
    const o = this
    const c = o.begin('world.stateHash')
    const result = c.x.qn_world_state_hash(o.at)
    c.checkWorld(o.at)
    return BigInt.asUintN(64, result)
  }

  getCounters(): WorldCounters {
    const o = this
    const c = o.begin('world.getCounters')
    const result = c.room(152)
    c.x.qn_world_get_counters(result, o.at)
    c.checkWorld(o.at)
    return readWorldCounters(c, result)
  }
}
